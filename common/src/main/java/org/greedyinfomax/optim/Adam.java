package org.greedyinfomax.optim;

import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * Adam, with bias correction: {@code x −= α · m̂ / (√v̂ + ε)}.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma, Ba: Adam: A Method for Stochastic
 *     Optimization (2014)</a>, algorithm 1
 */
public final class Adam {

  private final Engine engine;
  private final AdamSettings settings;

  public Adam(Engine engine, AdamSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /**
   * Takes one step.
   *
   * @param step number of this step, 1 for the first
   * @param gradient of the loss at {@code value}; unchanged
   * @param first mean of gradients, updated
   * @param second mean of squared gradients, updated
   * @param value updated
   */
  public void step(int step, Tensor gradient, Tensor first, Tensor second, Tensor value) {
    AdamStep numbers =
        new AdamStep(
            settings.learningRate().at(step) / (1 - Math.pow(settings.beta1(), step)),
            settings.beta1(),
            settings.beta2(),
            Math.sqrt(1 - Math.pow(settings.beta2(), step)),
            settings.epsilon());
    engine.adam(numbers, gradient, first, second, value);
  }
}
