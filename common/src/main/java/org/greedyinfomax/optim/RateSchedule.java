package org.greedyinfomax.optim;

/** How the learning rate changes in the course of a training. */
public enum RateSchedule {
  /** It stays as it is. */
  CONSTANT,
  /**
   * It falls to 0 along half a wave of the cosine.
   *
   * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov, Hutter: SGDR: Stochastic Gradient
   *     Descent with Warm Restarts (2016)</a>, without restarts
   */
  COSINE
}
