package org.greedyinfomax.device;

/** What tasks are asked to compute on. */
public enum DeviceChoice {
  /** A GPU where one can be used, and the CPU elsewhere. */
  AUTO,
  /** The CPU. */
  CPU,
  /** A GPU, or nothing. */
  CUDA
}
