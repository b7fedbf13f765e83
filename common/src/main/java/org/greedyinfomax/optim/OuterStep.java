package org.greedyinfomax.optim;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * The step from one averaged state to the next: stochastic gradient descent with Nesterov momentum,
 * where the gradient is how far the replicas' mean has moved, as in DiLoCo (Douillard et al. 2023).
 *
 * <pre>
 *   v ← outerMomentum·v + (before − mean)
 *   x ← before − outerLearningRate·((before − mean) + outerMomentum·v)
 * </pre>
 *
 * <p>A learning rate of 1 without momentum takes the mean itself, bit for bit.
 *
 * @param outerLearningRate more than 0
 * @param outerMomentum in [0, 1)
 */
public record OuterStep(double outerLearningRate, double outerMomentum) implements Serializable {

  public OuterStep {
    Check.argument(
        outerLearningRate > 0 && Double.isFinite(outerLearningRate),
        "outerLearningRate must be more than 0, but is %s",
        outerLearningRate);
    Check.argument(
        outerMomentum >= 0 && outerMomentum < 1,
        "outerMomentum must lie in [0, 1), but is %s",
        outerMomentum);
  }

  /** Returns whether parameters become the mean of the replicas, and nothing else. */
  public boolean isPlainAveraging() {
    return outerLearningRate == 1 && outerMomentum == 0;
  }

  /** Returns whether there is a velocity to keep from step to step. */
  public boolean hasMomentum() {
    return outerMomentum > 0;
  }

  /**
   * Takes a step.
   *
   * @param before parameters that the replicas started from
   * @param mean of their parameters; becomes the parameters after the step
   * @param velocity becomes the new velocity; ignored without momentum
   */
  public void take(float[] before, float[] mean, float[] velocity) {
    if (isPlainAveraging()) {
      return;
    }
    for (int i = 0; i < mean.length; i++) {
      double gradient = (double) before[i] - mean[i];
      double direction = gradient;
      if (hasMomentum()) {
        velocity[i] = (float) (outerMomentum * velocity[i] + gradient);
        direction += outerMomentum * velocity[i];
      }
      mean[i] = (float) (before[i] - outerLearningRate * direction);
    }
  }
}
