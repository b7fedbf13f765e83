package org.greedyinfomax.data.synthesis;

/** What a stream of random numbers is for: the first step of its path below the seed. */
final class Stream {

  static final long VOICES = 0;
  static final long PITCHES = 1;
  static final long SCORES = 2;
  static final long SOUNDS = 3;
  static final long RECORDINGS = 4;
  static final long MICROPHONES = 5;

  private Stream() {}
}
