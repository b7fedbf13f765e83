package org.greedyinfomax.job.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;

/** A loss in words. */
public final class LossText {

  private LossText() {}

  /** The losses of modules that have one of their own, by their names, lowest first. */
  public static Map<String, String> own(StackSpec stack) {
    Map<String, String> losses = new LinkedHashMap<>();
    for (int m = 0; m < stack.modules().size(); m++) {
      if (stack.hasOwnLoss(m)) {
        losses.put(stack.modules().get(m).name(), of(stack.loss(m)));
      }
    }
    return losses;
  }

  static String of(LossSpec loss) {
    if (loss instanceof InfoNceSpec infoNce) {
      return Text.format(
          "InfoNCE, without labels: %s; a module that has learned nothing is at %.4f nats",
          infoNce.summary(), infoNce.ceiling().orElseThrow());
    }
    if (loss instanceof SupervisedSpec supervised) {
      return Text.format(
          "cross-entropy of the label %s, %d classes; a module that has learned nothing is at %.4f"
              + " nats",
          Markdown.code(supervised.name()),
          supervised.classes(),
          supervised.ceiling().orElseThrow());
    }
    if (loss instanceof FrameSupervisedSpec frames) {
      return Text.format(
          "cross-entropy of a label for every 10 ms, %d classes; a module that has learned nothing"
              + " is at %.4f nats",
          frames.classes(), frames.ceiling().orElseThrow());
    }
    throw new AssertionError(loss);
  }
}
