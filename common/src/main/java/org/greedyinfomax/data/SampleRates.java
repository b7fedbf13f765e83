package org.greedyinfomax.data;

import org.greedyinfomax.Text;

/** Which sample rates a recording may have. */
public final class SampleRates {

  /** The highest rate that is converted, in Hz. */
  public static final int HIGHEST = 768_000;

  private SampleRates() {}

  /**
   * Checks that a rate can be converted.
   *
   * @param sampleRate in Hz, as a header gives it
   * @param name what to call the file in errors
   * @throws BadFileException if it is not between 1 and {@link #HIGHEST}
   */
  public static void require(int sampleRate, String name) throws BadFileException {
    if (sampleRate < 1 || sampleRate > HIGHEST) {
      throw new BadFileException(
          name,
          Text.format(
              "is damaged: its header gives a sample rate of %d Hz, which is not between 1 and %d",
              sampleRate, HIGHEST));
    }
  }
}
