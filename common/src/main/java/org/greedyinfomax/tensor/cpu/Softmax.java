package org.greedyinfomax.tensor.cpu;

import org.greedyinfomax.tensor.ContrastSums;

/** Softmax cross-entropy, score by score: sums of losses, and their gradients. */
final class Softmax {

  private double loss;
  private double correct;

  /**
   * Replaces scores {@code s} by {@code weight·(softmax(s) − e_right)}, the gradient of their
   * weighted loss, and adds that to the sums.
   */
  void add(double[] scores, int right, double weight) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      highest = Math.max(highest, score); // NaN stays NaN
    }
    correct += weight * chanceToPick(right, scores, highest);
    double total = 0;
    double positive = scores[right] - highest;
    for (int j = 0; j < scores.length; j++) {
      scores[j] = Math.exp(scores[j] - highest);
      total += scores[j];
    }
    loss += weight * (Math.log(total) - positive);
    for (int j = 0; j < scores.length; j++) {
      double probability = scores[j] / total;
      scores[j] = weight * (j == right ? probability - 1 : probability);
    }
  }

  ContrastSums sums() {
    return new ContrastSums(loss, correct);
  }

  private static double chanceToPick(int right, double[] scores, double highest) {
    if (scores[right] < highest) {
      return 0;
    }
    int ties = 0;
    for (double score : scores) {
      if (score == highest) {
        ties++;
      }
    }
    return ties == 0 ? 0 : 1.0 / ties;
  }
}
