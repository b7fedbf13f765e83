package org.greedyinfomax.data.wav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;

/**
 * What floating-point samples are to be multiplied by: 1 where they stay within full scale, as they
 * should. Whole numbers beyond it are those of 16, 24 or 32 bits.
 *
 * @param peak of all samples that are finite
 * @param areWhole whether all of these are whole numbers
 */
record FloatScale(double peak, boolean areWhole) {

  private static final int SAMPLES = 8 << 10;

  /** 12 dB: beyond it no limiter was forgotten. */
  private static final double HIGHEST_PEAK = 4;

  /** Looks at all samples. */
  static FloatScale of(MediaInput in, List<RiffChunks.Range> ranges, WavFormat format, String name)
      throws IOException, BadFileException {
    SampleReader reader = SampleReader.of(format);
    WavData data = new WavData(in, ranges, format.sampleBytes(), name);
    double peak = 0;
    boolean areWhole = true;
    while (true) {
      ByteBuffer bytes = data.next(SAMPLES);
      if (!bytes.hasRemaining()) {
        return new FloatScale(peak, areWhole);
      }
      while (bytes.hasRemaining()) {
        double sample = Math.abs(reader.next(bytes));
        if (Double.isFinite(sample)) {
          peak = Math.max(peak, sample);
          areWhole &= sample == Math.rint(sample);
        }
      }
    }
  }

  /** Whether the factor is another than 1. */
  boolean isNeeded() {
    return peak > 1;
  }

  /**
   * Returns the factor.
   *
   * @throws BadFileException if no scale makes sense of the samples
   */
  double factor(String name) throws BadFileException {
    if (!isNeeded()) {
      return 1;
    }
    if (areWhole) {
      for (double fullScale : List.of(0x1p15, 0x1p23, 0x1p31)) {
        if (peak <= fullScale) {
          return 1 / fullScale;
        }
      }
    }
    if (peak > HIGHEST_PEAK) {
      throw new BadFileException(
          name,
          Text.format(
              "has floating-point samples up to %s, where full scale is 1: scale or convert it",
              (float) peak));
    }
    return 1 / peak;
  }
}
