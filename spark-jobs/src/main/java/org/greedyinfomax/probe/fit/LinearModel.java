package org.greedyinfomax.probe.fit;

import java.io.Serializable;
import java.util.Arrays;
import org.greedyinfomax.probe.labels.RowSpace;

/** A fitted linear classifier. */
public final class LinearModel implements Serializable {

  private static final long serialVersionUID = 1;

  private final int[] classes;
  private final double[] parameters; // as those of a LogisticLoss

  LinearModel(int[] classes, double[] parameters) {
    this.classes = classes.clone();
    this.parameters = parameters.clone();
  }

  /** The class with the highest score. */
  public int classOf(double[] vector) {
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

  /** The same classifier of vectors whose coordinates this one classifies. */
  public LinearModel in(RowSpace space) {
    int dimensions = space.dimensions();
    int channels = space.vector(new double[dimensions]).length;
    double[] lifted = new double[classes.length * (channels + 1)];
    for (int k = 0; k < classes.length; k++) {
      double[] weights = Arrays.copyOfRange(parameters, k * dimensions, (k + 1) * dimensions);
      System.arraycopy(space.vector(weights), 0, lifted, k * channels, channels);
      lifted[classes.length * channels + k] = parameters[classes.length * dimensions + k];
    }
    return new LinearModel(classes, lifted);
  }
}
