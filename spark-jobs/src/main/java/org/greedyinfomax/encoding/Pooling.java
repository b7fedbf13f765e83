package org.greedyinfomax.encoding;

/** What becomes of the frames of a recording. */
public enum Pooling {
  /** One vector a recording: their mean. */
  MEAN,
  /** One vector a recording: their mean, and after it their standard deviation. */
  MEAN_AND_DEVIATION,
  /** One vector a frame. */
  NONE
}
