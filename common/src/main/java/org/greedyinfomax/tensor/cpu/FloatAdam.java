package org.greedyinfomax.tensor.cpu;

import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.Engine;

/**
 * {@link Engine#adam} in single precision, in arrays of Java's heap that one chunk at a time fills.
 */
final class FloatAdam {

  private final float keepFirst;
  private final float newFirst;
  private final float keepSecond;
  private final float newSecond;
  private final float perRoot;
  private final float epsilon;
  private final float stepSize;
  private final float[] gradients;
  private final float[] firstMoments;
  private final float[] secondMoments;
  private final float[] values;

  /**
   * Prepares an update.
   *
   * @param size of the arrays
   */
  FloatAdam(AdamStep step, int size) {
    keepFirst = (float) step.beta1();
    newFirst = (float) (1 - step.beta1());
    keepSecond = (float) step.beta2();
    newSecond = (float) (1 - step.beta2());
    perRoot = (float) (1 / step.secondCorrection());
    epsilon = (float) step.epsilon();
    stepSize = (float) step.stepSize();
    gradients = new float[size];
    firstMoments = new float[size];
    secondMoments = new float[size];
    values = new float[size];
  }

  /** Returns the array for gradients, which {@link #apply} overwrites. */
  float[] gradients() {
    return gradients;
  }

  /** Returns the array for first moments. */
  float[] firstMoments() {
    return firstMoments;
  }

  /** Returns the array for second moments. */
  float[] secondMoments() {
    return secondMoments;
  }

  /** Returns the array for the values that are updated. */
  float[] values() {
    return values;
  }

  /**
   * Updates the first numbers of the arrays: in short loops over few arrays, which the JIT compiler
   * handles better than one over all.
   */
  void apply(int size) {
    float[] g = gradients;
    float[] m = firstMoments;
    float[] v = secondMoments;
    float[] x = values;
    for (int k = 0; k < size; k++) {
      m[k] = keepFirst * m[k] + newFirst * g[k];
    }
    for (int k = 0; k < size; k++) {
      v[k] = keepSecond * v[k] + newSecond * (g[k] * g[k]);
    }
    for (int k = 0; k < size; k++) {
      g[k] = (float) Math.sqrt(v[k]); // roots from here on
    }
    for (int k = 0; k < size; k++) {
      x[k] -= stepSize * m[k] / (g[k] * perRoot + epsilon);
    }
  }
}
