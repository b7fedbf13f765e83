package org.greedyinfomax.probe;

import java.io.Serializable;

/** A fitted linear classifier. */
final class LinearModel implements Serializable {

  private static final long serialVersionUID = 1;

  private final int[] classes;
  private final double[] parameters; // as those of a LogisticLoss

  LinearModel(int[] classes, double[] parameters) {
    this.classes = classes.clone();
    this.parameters = parameters.clone();
  }

  /** The class with the highest score. */
  int classOf(double[] vector) {
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < classes.length; k++) {
      double score = parameters[classes.length * vector.length + k];
      for (int j = 0; j < vector.length; j++) {
        score += parameters[k * vector.length + j] * vector[j];
      }
      if (score > highest) {
        best = k;
        highest = score;
      }
    }
    return classes[best];
  }
}
