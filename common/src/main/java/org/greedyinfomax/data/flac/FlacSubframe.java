package org.greedyinfomax.data.flac;

import java.io.IOException;
import java.util.Arrays;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.DamagedException;

/**
 * Decodes one channel of one FLAC frame (RFC 9639, 9.2): a constant, plain samples, or a linear
 * predictor with Rice-coded residuals.
 */
final class FlacSubframe {

  private static final int MOST_BITS = 33;

  /** Fixed predictors of order 0 to 4; the latest sample's coefficient comes first. */
  private static final long[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private final BitReader in;
  private final long[] samples;

  private FlacSubframe(BitReader in, long[] samples) {
    this.in = in;
    this.samples = samples;
  }

  /** Reads all samples of a channel, each of {@code bits} bits. */
  static void read(BitReader in, long[] samples, int bits)
      throws IOException, DamagedException, BadFileException {
    new FlacSubframe(in, samples).decode(bits);
  }

  private void decode(int bits) throws IOException, DamagedException, BadFileException {
    DamagedException.unless(in.unsigned(1) == 0, "has a channel that begins with the wrong bit");
    int type = (int) in.unsigned(6);
    int wasted = in.unsigned(1) == 0 ? 0 : in.unary() + 1;
    int kept = bits - wasted;
    DamagedException.unless(kept >= 1 && kept <= MOST_BITS, "has a channel of impossible bits");
    if (type == 0) {
      Arrays.fill(samples, in.signed(kept));
    } else if (type == 1) {
      plain(samples.length, kept);
    } else if (type >= 8 && type <= 12) {
      fixed(type - 8, kept);
    } else if (type >= 32) {
      linear(type - 31, kept);
    } else {
      DamagedException.unless(false, "has a channel of a reserved kind");
    }
    for (int i = 0; wasted > 0 && i < samples.length; i++) {
      samples[i] <<= wasted;
    }
  }

  private void plain(int count, int bits) throws IOException, DamagedException, BadFileException {
    DamagedException.unless(
        count <= samples.length, "has a frame shorter than its predictor needs");
    for (int i = 0; i < count; i++) {
      samples[i] = in.signed(bits);
    }
  }

  private void fixed(int order, int bits) throws IOException, DamagedException, BadFileException {
    plain(order, bits);
    residuals(order);
    LinearPredictor.restore(samples, FIXED[order], 0);
  }

  private void linear(int order, int bits) throws IOException, DamagedException, BadFileException {
    plain(order, bits);
    int precision = (int) in.unsigned(4) + 1;
    int shift = (int) in.signed(5);
    DamagedException.unless(precision <= 15 && shift >= 0, "has a predictor with reserved values");
    long[] coefficients = new long[order];
    for (int i = 0; i < order; i++) {
      coefficients[i] = in.signed(precision);
    }
    residuals(order);
    LinearPredictor.restore(samples, coefficients, shift);
  }

  private void residuals(int order) throws IOException, DamagedException, BadFileException {
    int method = (int) in.unsigned(2);
    DamagedException.unless(method <= 1, "has residuals of a reserved kind");
    int parameterBits = 4 + method;
    int escape = (1 << parameterBits) - 1;
    int partitionOrder = (int) in.unsigned(4);
    int partition = samples.length >> partitionOrder;
    DamagedException.unless(
        partition << partitionOrder == samples.length && partition >= order,
        "has residuals that do not divide its frame");
    int i = order;
    for (int end = partition; end <= samples.length && partition > 0; end += partition) {
      int parameter = (int) in.unsigned(parameterBits);
      if (parameter == escape) {
        int bits = (int) in.unsigned(5);
        for (; i < end; i++) {
          samples[i] = in.signed(bits);
        }
      } else {
        in.rice(parameter, samples, i, end);
        i = Math.max(i, end);
      }
    }
  }
}
