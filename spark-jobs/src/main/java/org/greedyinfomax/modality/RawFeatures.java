package org.greedyinfomax.modality;

import org.greedyinfomax.data.Content;

/** The features of a classifier without a network. */
public interface RawFeatures {

  /** Returns the features of a row, {@code [frames, channels]} in one array. */
  float[] of(Content content);
}
