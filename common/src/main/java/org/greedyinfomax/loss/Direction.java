package org.greedyinfomax.loss;

/** The direction from a context to what it predicts. */
public enum Direction {
  /** From a frame to later ones: the only direction in a sequence. */
  FORWARD,
  /** From a patch to those below it, the only direction of the paper. */
  DOWN,
  /** From a patch to those on its right. */
  RIGHT,
  /** From a patch to those above it. */
  UP,
  /** From a patch to those on its left. */
  LEFT
}
