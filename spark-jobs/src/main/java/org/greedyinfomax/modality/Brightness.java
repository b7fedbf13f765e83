package org.greedyinfomax.modality;

import org.greedyinfomax.data.Picture;

/** Measures how bright images are. */
final class Brightness {

  private static final double WHITE = 255;

  private Brightness() {}

  /** Returns mean and standard deviation of the pixels of an image in grey, as shares of white. */
  static double[] of(Picture grey) {
    long sum = 0;
    long squares = 0;
    for (byte pixel : grey.pixels()) {
      int level = Byte.toUnsignedInt(pixel);
      sum += level;
      squares += (long) level * level;
    }
    double mean = (double) sum / grey.pixels().length;
    double variance = (double) squares / grey.pixels().length - mean * mean;
    return new double[] {mean / WHITE, Math.sqrt(Math.max(0, variance)) / WHITE};
  }
}
