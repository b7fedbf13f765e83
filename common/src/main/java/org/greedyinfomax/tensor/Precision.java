package org.greedyinfomax.tensor;

/** Type of a tensor's numbers. */
public enum Precision {
  /** 32 bits: what training runs in. */
  SINGLE,
  /** 64 bits: what derivatives are proven in. */
  DOUBLE
}
