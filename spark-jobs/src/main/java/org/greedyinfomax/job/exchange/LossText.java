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

  private static final LossSpec.Visitor<String> TASK =
      new LossSpec.Visitor<>() {
        @Override
        public String infoNce(InfoNceSpec spec) {
          return "InfoNCE, without labels: " + spec.summary();
        }

        @Override
        public String supervised(SupervisedSpec spec) {
          return Text.format(
              "cross-entropy of the label %s, %d classes",
              Markdown.code(spec.name()), spec.classes());
        }

        @Override
        public String frameSupervised(FrameSupervisedSpec spec) {
          return Text.format(
              "cross-entropy of a label for every 10 ms, %d classes", spec.classes());
        }
      };

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
    return Text.format(
        "%s; a module that has learned nothing is at %.4f nats",
        loss.accept(TASK), loss.ceiling().orElseThrow());
  }
}
