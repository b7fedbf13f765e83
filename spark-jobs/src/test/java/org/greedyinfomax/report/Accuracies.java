package org.greedyinfomax.report;

import org.greedyinfomax.report.data.LinearAccuracy;

/** Accuracies for tests. */
public final class Accuracies {

  private Accuracies() {}

  /** An accuracy that lies five points from the ends of its interval, if there is room. */
  public static LinearAccuracy of(double share) {
    return Double.isNaN(share)
        ? LinearAccuracy.NONE
        : new LinearAccuracy(share, Math.max(0, share - 0.05), Math.min(1, share + 0.05), 1e-4);
  }
}
