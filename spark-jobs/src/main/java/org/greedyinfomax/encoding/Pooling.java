package org.greedyinfomax.encoding;

/** What becomes of the frames of a recording. */
public enum Pooling {
  /** One vector a recording: their mean. */
  MEAN,
  /** One vector a frame. */
  NONE
}
