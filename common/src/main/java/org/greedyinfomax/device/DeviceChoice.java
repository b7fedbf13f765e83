package org.greedyinfomax.device;

/** The devices that a task may compute on, as a recipe asks for them. */
public enum DeviceChoice {
  /** A GPU where one can be used, and the CPU elsewhere. */
  AUTO,
  /** The CPU. */
  CPU,
  /** A GPU, or nothing. */
  CUDA
}
