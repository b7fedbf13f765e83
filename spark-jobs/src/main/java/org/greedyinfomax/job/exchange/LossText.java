package org.greedyinfomax.job.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.FrameSupervisedSpec;
import org.greedyinfomax.model.InfoNceSpec;
import org.greedyinfomax.model.LossSpec;
import org.greedyinfomax.model.StackSpec;
import org.greedyinfomax.model.SupervisedSpec;

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
          infoNce.summary(), infoNce.ceiling());
    }
    if (loss instanceof SupervisedSpec supervised) {
      return Text.format(
          "cross-entropy of the label %s, %d classes; a module that has learned nothing is at %.4f"
              + " nats",
          Markdown.code(supervised.name()), supervised.classes(), supervised.ceiling());
    }
    if (loss instanceof FrameSupervisedSpec frames) {
      return Text.format(
          "cross-entropy of a label for every 10 ms, %d classes; a module that has learned nothing"
              + " is at %.4f nats",
          frames.classes(), frames.ceiling());
    }
    throw new AssertionError(loss);
  }
}
