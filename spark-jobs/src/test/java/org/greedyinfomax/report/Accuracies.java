package org.greedyinfomax.report;

/** Accuracies for tests. */
final class Accuracies {

  private Accuracies() {}

  /** An accuracy that lies five points from the ends of its interval, if there is room. */
  static LinearAccuracy of(double share) {
    return Double.isNaN(share)
        ? LinearAccuracy.NONE
        : new LinearAccuracy(share, Math.max(0, share - 0.05), Math.min(1, share + 0.05), 1e-4);
  }
}
