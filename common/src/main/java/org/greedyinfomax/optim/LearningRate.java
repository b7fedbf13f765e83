package org.greedyinfomax.optim;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * The learning rate of each step: a function of the step's number alone.
 *
 * @param peak largest step size, in (0, 1]
 * @param schedule what becomes of it after the warm-up
 * @param warmupSteps steps before the first of size {@code peak}, at least 0; over them it grows in
 *     equal amounts
 * @param steps of the whole training, at least 1
 */
public record LearningRate(double peak, RateSchedule schedule, int warmupSteps, int steps)
    implements Serializable {

  public LearningRate {
    Check.argument(peak > 0 && peak <= 1, "learningRate must lie in (0, 1], but is %s", peak);
    Check.argument(warmupSteps >= 0, "warmupSteps must be at least 0, but is %d", warmupSteps);
    Check.argument(steps >= 1, "steps must be at least 1, but is %d", steps);
  }

  /** Returns the same size for every step. */
  public static LearningRate constant(double size) {
    return new LearningRate(size, RateSchedule.CONSTANT, 0, 1);
  }

  /**
   * Returns the size of a step.
   *
   * @param step its number, 1 for the first
   */
  public double at(int step) {
    if (step <= warmupSteps) {
      return peak * step / (warmupSteps + 1);
    }
    return switch (schedule) {
      case CONSTANT -> peak;
      case COSINE -> peak * (1 + StrictMath.cos(Math.PI * progress(step))) / 2;
    };
  }

  /** Returns the share of the steps after the warm-up that lie before one of them. */
  private double progress(int step) {
    int falling = steps - warmupSteps;
    return falling <= 0 ? 1 : Math.min(1, (double) (step - 1 - warmupSteps) / falling);
  }
}
