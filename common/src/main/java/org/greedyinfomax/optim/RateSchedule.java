package org.greedyinfomax.optim;

/** The course of the learning rate after the warm-up. */
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
