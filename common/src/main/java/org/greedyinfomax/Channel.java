package org.greedyinfomax;

/** Which of a recording's channels becomes the one that is kept. */
public enum Channel {
  /** The mean of all channels. */
  MIX,
  /** The first channel. */
  LEFT,
  /** The second channel; of a mono file the only one. */
  RIGHT,
  /** The channel with the most power over the whole recording; of equals the first. */
  LOUDER
}
