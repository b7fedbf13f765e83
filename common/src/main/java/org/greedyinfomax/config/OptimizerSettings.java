package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.optim.AdamSettings;
import org.greedyinfomax.optim.LearningRate;
import org.greedyinfomax.optim.RateSchedule;

/**
 * Settings of the optimizer, Adam, of every module.
 *
 * @param learningRate largest step size, in (0, 1]
 * @param schedule of the step size
 * @param warmupSteps of each module, over which the step size grows, at least 0
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon added to the root of the mean square, more than 0
 */
public record OptimizerSettings(
    double learningRate,
    RateSchedule schedule,
    int warmupSteps,
    double beta1,
    double beta2,
    double epsilon)
    implements Serializable {

  public OptimizerSettings {
    adam(learningRate, schedule, warmupSteps, 1, beta1, beta2, epsilon); // checks them
  }

  /**
   * Adam for modules that each take so many steps in all.
   *
   * @param steps at least 1
   */
  public AdamSettings over(int steps) {
    return adam(learningRate, schedule, warmupSteps, steps, beta1, beta2, epsilon);
  }

  private static AdamSettings adam(
      double learningRate,
      RateSchedule schedule,
      int warmupSteps,
      int steps,
      double beta1,
      double beta2,
      double epsilon) {
    return new AdamSettings(
        new LearningRate(learningRate, schedule, warmupSteps, steps), beta1, beta2, epsilon);
  }

  /** Returns whether a step's size depends on how many there will be. */
  public boolean dependsOnEnd() {
    return schedule == RateSchedule.COSINE;
  }
}
