package org.greedyinfomax.job;

import java.util.Locale;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.FrameSupervisedSpec;
import org.greedyinfomax.model.InfoNceSpec;
import org.greedyinfomax.model.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.LossSpec;
import org.greedyinfomax.model.SupervisedSpec;

/** A loss in words. */
final class LossText {

  private LossText() {}

  static String of(LossSpec loss) {
    if (loss instanceof InfoNceSpec infoNce) {
      return Text.format(
          "InfoNCE, without labels: %d steps %s, %d negatives a step (%s); a module that has learned"
              + " nothing is at %.4f nats",
          infoNce.predictionSteps(),
          infoNce.directions().stream().map(LossText::word).collect(Collectors.joining(", ")),
          infoNce.negatives(),
          sampling(infoNce),
          infoNce.ceiling());
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

  private static String sampling(InfoNceSpec loss) {
    return loss.sampling() == NegativeSampling.MIXED
        ? Text.format("mixed, %d of them from the same crop", loss.negativesOfSequence())
        : word(loss.sampling());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
