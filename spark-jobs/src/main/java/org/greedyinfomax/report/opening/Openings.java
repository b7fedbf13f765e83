package org.greedyinfomax.report.opening;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.greedyinfomax.report.data.LossPoint;
import org.greedyinfomax.report.data.Opening;
import org.greedyinfomax.report.data.ProbeRow;

/** Makes what a report opens with. */
public final class Openings {

  private Openings() {}

  /**
   * Of what is known.
   *
   * @param probes what probes have found, if anything
   * @param losses of all modules; a module's in the order of rounds, lowest module first
   * @param ceilings the loss of guessing of each module by its name, in nats
   * @param howToProbe commands that find out more, a line each
   */
  public static Opening of(
      Training training,
      List<ProbeRow> probes,
      List<LossPoint> losses,
      ToDoubleFunction<String> ceilings,
      List<String> howToProbe) {
    List<LabelResult> labels = LabelResult.of(probes);
    if (!labels.isEmpty()) {
      return ofLabels(training, labels);
    }
    return losses.isEmpty()
        ? Opening.NONE
        : Opening.ofWords(new LossSentence(training, losses, ceilings).toString(), howToProbe);
  }

  private static Opening ofLabels(Training training, List<LabelResult> labels) {
    String sentence = new LearnedSentence(training, labels).toString();
    AccuracyPicture picture = new AccuracyPicture(training, labels);
    return new Opening(
        sentence, List.of(), new ArrayList<>(picture.panels()), picture.whole(sentence));
  }
}
