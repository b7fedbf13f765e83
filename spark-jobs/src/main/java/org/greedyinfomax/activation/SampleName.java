package org.greedyinfomax.activation;

import java.io.Serializable;

/**
 * Where a training sample comes from, and what it is.
 *
 * @param key of the recording or picture
 * @param start of the crop in it: its first sample, or its first pixel, counted row by row
 * @param mirrored whether left and right are exchanged
 * @param label number of its class, if labels are learned from; {@link #UNLABELLED} otherwise
 */
public record SampleName(String key, int start, boolean mirrored, int label)
    implements Serializable {

  /** Stands for no label. */
  public static final int UNLABELLED = -1;

  /** A sample without label. */
  public SampleName(String key, int start, boolean mirrored) {
    this(key, start, mirrored, UNLABELLED);
  }
}
