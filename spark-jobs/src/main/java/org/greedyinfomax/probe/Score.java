package org.greedyinfomax.probe;

import java.util.List;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.fit.FitNote;
import org.greedyinfomax.probe.table.Examples;
import org.greedyinfomax.probe.table.LinearProbe;

/**
 * The accuracies of two classifiers of the same vectors on the test recordings.
 *
 * @param linear of a linear classifier; NaN if none was fitted
 * @param regParam weight of its penalty; NaN if none was fitted
 * @param neighbours of the nearest neighbours; NaN if none are asked
 * @param notes what is to be said of the linear classifier
 */
record Score(double linear, double regParam, double neighbours, List<FitNote> notes) {

  /** Of what is not judged. */
  static final Score NONE = new Score(Double.NaN, Double.NaN, Double.NaN, List.of());

  Score {
    notes = List.copyOf(notes);
  }

  /** Fits and judges. */
  static Score of(Examples examples, ProbeSettings settings) {
    LinearProbe.Fit linear = examples.linear(settings);
    return new Score(
        examples.shareOfTest(linear.right()),
        linear.regParam(),
        settings.neighbours() == 0
            ? Double.NaN
            : examples.shareOfTest(examples.neighbours(settings.neighbours())),
        linear.notes());
  }
}
