package org.greedyinfomax;

/** What a corpus holds. */
public enum ContentKind {
  /** Recordings. */
  AUDIO,
  /** Pictures. */
  IMAGES
}
