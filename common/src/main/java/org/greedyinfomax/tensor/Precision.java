package org.greedyinfomax.tensor;

/** The precision of a tensor's numbers. */
public enum Precision {
  /** 32 bits: what training runs in. */
  SINGLE,
  /** 64 bits: what derivatives are proven in. */
  DOUBLE
}
