package org.greedyinfomax.probe;

import org.greedyinfomax.config.ProbeSettings;

/**
 * Shares of test recordings that two classifiers tell right by the same vectors.
 *
 * @param linear of a linear classifier
 * @param neighbours of the nearest neighbours; NaN if none are asked
 */
record Score(double linear, double neighbours) {

  /** Fits and judges. */
  static Score of(Examples examples, ProbeSettings settings) {
    long linear = new LinearProbe(settings).right(examples.train(), examples.test());
    return new Score(
        examples.shareOfTest(linear),
        settings.neighbours() == 0
            ? Double.NaN
            : examples.shareOfTest(
                new NearestNeighbours(settings.neighbours())
                    .right(examples.train(), examples.test())));
  }
}
