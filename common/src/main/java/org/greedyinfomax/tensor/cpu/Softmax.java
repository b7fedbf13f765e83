package org.greedyinfomax.tensor.cpu;

import org.greedyinfomax.tensor.ContrastSums;

/** Softmax cross-entropy, logit by logit: sums of losses, and their gradients. */
final class Softmax {

  private double loss;
  private double correct;

  /**
   * Replaces logits {@code s} by {@code weight·(softmax(s) − e_right)}, the gradient of their
   * weighted loss, and adds that to the sums.
   */
  void add(double[] logits, int right, double weight) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      highest = Math.max(highest, logit); // NaN stays NaN
    }
    correct += weight * chanceToPick(right, logits, highest);
    double total = 0;
    double positive = logits[right] - highest;
    for (int j = 0; j < logits.length; j++) {
      logits[j] = Math.exp(logits[j] - highest);
      total += logits[j];
    }
    loss += weight * (Math.log(total) - positive);
    for (int j = 0; j < logits.length; j++) {
      double probability = logits[j] / total;
      logits[j] = weight * (j == right ? probability - 1 : probability);
    }
  }

  ContrastSums sums() {
    return new ContrastSums(loss, correct);
  }

  private static double chanceToPick(int right, double[] logits, double highest) {
    if (logits[right] < highest) {
      return 0;
    }
    int ties = 0;
    for (double logit : logits) {
      if (logit == highest) {
        ties++;
      }
    }
    return ties == 0 ? 0 : 1.0 / ties;
  }
}
