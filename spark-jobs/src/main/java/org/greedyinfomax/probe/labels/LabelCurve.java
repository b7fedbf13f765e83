package org.greedyinfomax.probe.labels;

import java.util.List;

/**
 * A label curve: the accuracy of linear classifiers on a module's representations by the number of
 * labels that they are fitted to.
 *
 * @param label column
 * @param module name, or {@code raw} for what there is without a network, whose points stand where
 *     those of trained modules stand
 * @param trained points of the trained encoder, by rising numbers of labels
 * @param untrained the same of the encoder before its first step; empty if that was not measured
 */
public record LabelCurve(
    String label, String module, List<LabelPoint> trained, List<LabelPoint> untrained) {

  public LabelCurve {
    trained = List.copyOf(trained);
    untrained = List.copyOf(untrained);
  }
}
