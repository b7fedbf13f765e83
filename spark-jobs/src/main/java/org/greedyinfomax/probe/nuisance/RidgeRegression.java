package org.greedyinfomax.probe.nuisance;

import java.util.Arrays;

/**
 * Linear regression with an L2 penalty in closed form, of several targets at once. Every channel is
 * shifted and scaled to mean 0 and deviation 1 among the rows to fit to; half of the penalty times
 * the sum of squared weights is added to half of the mean squared error.
 *
 * <p>The penalty is the one of {@link #PENALTIES} that explains most, fold by fold, of several the
 * largest. Products of channels are summed up fold by fold, so that leaving one out is a
 * subtraction.
 */
final class RidgeRegression {

  /** Weights of the L2 penalty, falling. */
  static final double[] PENALTIES = {1e-1, 1e-2, 1e-3, 1e-4};

  /** Parts of the rows to fit to. */
  static final int FOLDS = 5;

  private static final double ROUNDING = 1e-9; // of sums of numbers that are all the same

  private final double[][] fitted;
  private final double[][] tested;
  private final int[] folds;
  private final int channels;
  private final double[][][] products; // of each fold: [channel, channel up to it]

  /**
   * Prepares for vectors.
   *
   * @param fitted rows to fit to, at least 2; scaled in place
   * @param folds of each, in 0 to {@link #FOLDS} − 1
   * @param tested rows to judge by; scaled in place
   */
  RidgeRegression(double[][] fitted, int[] folds, double[][] tested) {
    this.fitted = fitted;
    this.tested = tested;
    this.folds = folds;
    channels = fitted[0].length;
    standardize();
    products = new double[FOLDS][channels][];
    for (double[][] ofFold : products) {
      Arrays.setAll(ofFold, i -> new double[i + 1]);
    }
    for (int row = 0; row < fitted.length; row++) {
      double[] vector = fitted[row];
      double[][] ofFold = products[folds[row]];
      for (int i = 0; i < channels; i++) {
        double factor = vector[i];
        double[] line = ofFold[i];
        for (int k = 0; k <= i; k++) {
          line[k] += factor * vector[k];
        }
      }
    }
  }

  private void standardize() {
    for (int j = 0; j < channels; j++) {
      double mean = 0;
      for (double[] vector : fitted) {
        mean += vector[j] / fitted.length;
      }
      double variance = 0;
      for (double[] vector : fitted) {
        variance += (vector[j] - mean) * (vector[j] - mean) / fitted.length;
      }
      double deviation = Math.sqrt(variance);
      scale(fitted, j, mean, deviation);
      scale(tested, j, mean, deviation);
    }
  }

  private static void scale(double[][] vectors, int channel, double mean, double deviation) {
    boolean isConstant = deviation <= ROUNDING * Math.abs(mean); // and says nothing
    for (double[] vector : vectors) {
      vector[channel] = isConstant ? 0 : (vector[channel] - mean) / deviation;
    }
  }

  /**
   * R² on the rows to judge by.
   *
   * @param ofFitted the target of each row to fit to
   * @param ofTested the target of each row to judge by
   * @return NaN if these are all the same
   */
  double explained(double[] ofFitted, double[] ofTested) {
    double penalty = PENALTIES[0];
    double best = Double.NEGATIVE_INFINITY;
    for (double candidate : PENALTIES) {
      double found = -foldsError(ofFitted, candidate);
      if (found > best) {
        best = found;
        penalty = candidate;
      }
    }
    double mean = Arrays.stream(ofTested).average().orElse(Double.NaN);
    double variance = Arrays.stream(ofTested).map(y -> (y - mean) * (y - mean)).sum();
    if (variance <= ROUNDING * ROUNDING * Math.max(1, mean * mean) * ofTested.length) {
      return Double.NaN;
    }
    Line line = fit(ofFitted, penalty, -1);
    double error = 0;
    for (int row = 0; row < tested.length; row++) {
      double difference = ofTested[row] - line.of(tested[row]);
      error += difference * difference;
    }
    return 1 - error / variance;
  }

  /** Squared error of every row, by what was fitted to the other folds. */
  private double foldsError(double[] targets, double penalty) {
    double error = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      if (Arrays.stream(folds).allMatch(other -> other == left)) {
        return 0; // there is nothing to choose by
      }
      Line line = fit(targets, penalty, fold);
      for (int row = 0; row < fitted.length; row++) {
        if (folds[row] == fold) {
          double difference = targets[row] - line.of(fitted[row]);
          error += difference * difference;
        }
      }
    }
    return error;
  }

  /** What was fitted. */
  private static final class Line {

    private final double[] weights;
    private final double offset;

    Line(double[] weights, double offset) {
      this.weights = weights;
      this.offset = offset;
    }

    double of(double[] vector) {
      double sum = offset;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * vector[i];
      }
      return sum;
    }
  }

  /** Fits to all rows but those of a fold; -1 leaves none out. */
  private Line fit(double[] targets, double penalty, int without) {
    double count = 0;
    double mean = 0;
    double[] means = new double[channels]; // 0 only if no fold is left out
    for (int row = 0; row < fitted.length; row++) {
      if (folds[row] != without) {
        count++;
        mean += targets[row];
        for (int i = 0; i < channels; i++) {
          means[i] += fitted[row][i];
        }
      }
    }
    mean /= count;
    for (int i = 0; i < channels; i++) {
      means[i] /= count;
    }
    double[][] covariances = new double[channels][];
    for (int i = 0; i < channels; i++) {
      covariances[i] = new double[i + 1];
      for (int fold = 0; fold < FOLDS; fold++) {
        for (int k = 0; fold != without && k <= i; k++) {
          covariances[i][k] += products[fold][i][k] / count;
        }
      }
      for (int k = 0; k <= i; k++) {
        covariances[i][k] -= means[i] * means[k];
      }
      covariances[i][i] += penalty;
    }
    double[] weights = new double[channels];
    for (int row = 0; row < fitted.length; row++) {
      double centred = folds[row] == without ? 0 : (targets[row] - mean) / count;
      for (int i = 0; i < channels; i++) {
        weights[i] += centred * fitted[row][i];
      }
    }
    solve(covariances, weights);
    double offset = mean;
    for (int i = 0; i < channels; i++) {
      offset -= weights[i] * means[i];
    }
    return new Line(weights, offset);
  }

  /**
   * Solves by Cholesky's decomposition.
   *
   * @param matrix lower triangle of a positive definite matrix; overwritten
   * @param x the right side, then the solution
   */
  private static void solve(double[][] matrix, double[] x) {
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k <= i; k++) {
        double sum = matrix[i][k];
        for (int j = 0; j < k; j++) {
          sum -= matrix[i][j] * matrix[k][j];
        }
        matrix[i][k] = i == k ? Math.sqrt(sum) : sum / matrix[k][k];
      }
    }
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= matrix[i][k] * x[k];
      }
      x[i] /= matrix[i][i];
    }
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= matrix[k][i] * x[k];
      }
      x[i] /= matrix[i][i];
    }
  }
}
