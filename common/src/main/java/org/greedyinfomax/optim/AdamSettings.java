package org.greedyinfomax.optim;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * The hyperparameters of Adam.
 *
 * @param learningRate step size
 * @param beta1 decay of the mean of gradients, in [0, 1)
 * @param beta2 decay of the mean of squared gradients, in [0, 1)
 * @param epsilon added to the root of the mean square, more than 0
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba: Adam: A Method for Stochastic
 *     Optimization (2014)</a>, algorithm 1
 */
public record AdamSettings(LearningRate learningRate, double beta1, double beta2, double epsilon)
    implements Serializable {

  public AdamSettings {
    Check.argument(beta1 >= 0 && beta1 < 1, "beta1 must lie in [0, 1), but is %s", beta1);
    Check.argument(beta2 >= 0 && beta2 < 1, "beta2 must lie in [0, 1), but is %s", beta2);
    Check.argument(
        epsilon > 0 && Double.isFinite(epsilon), "epsilon must be more than 0, but is %s", epsilon);
  }

  /**
   * Settings with the same step size for every step.
   *
   * @param learningRate in (0, 1]
   */
  public AdamSettings(double learningRate, double beta1, double beta2, double epsilon) {
    this(LearningRate.constant(learningRate), beta1, beta2, epsilon);
  }
}
