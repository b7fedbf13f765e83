package org.greedyinfomax.data.resampling;

import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.data.SampleSink;

/**
 * Changes the sample rate by a rational factor, by filters of windowed sincs.
 *
 * <p>Output sample {@code k} stands at input time {@code k·from/to}; so nothing is delayed, and
 * {@code n} samples become {@code round(n·to/from)}. Frequencies up to 90 % of the lower rate's
 * Nyquist frequency pass, and what lies above that Nyquist frequency is suppressed by about 80 dB
 * (a Kaiser window). Beyond its ends, the input counts as silence.
 *
 * <p>Coefficients come from {@link StrictMath} and are summed in a fixed order: the same input
 * gives the same bits on every machine.
 */
public final class Resampler {

  private static final double STOPBAND_DECIBELS = 80;

  /**
   * Phases between two samples of the lower rate, of which a filter has at most taps of their own:
   * it takes about a megabyte then, whatever rates.
   */
  private static final double PHASES = 1024;

  private static final int FEWEST_PHASES = 32;

  private final int up;
  private final int down;

  /** Makes a stream through the filter. */
  private final Function<SampleSink, ResamplerStream> filter;

  /**
   * Prepares the filter.
   *
   * @param from input rate in Hz, at least 1
   * @param to output rate in Hz, at least 1
   */
  public Resampler(int from, int to) {
    Check.argument(
        from >= 1 && to >= 1,
        "cannot resample from %d Hz to %d Hz: rates are at least 1",
        from,
        to);
    int common = greatestCommonDivisor(from, to);
    this.up = to / common;
    this.down = from / common;
    double stretch = Math.max(1, (double) from / to);
    if (up == down || up <= Math.max(FEWEST_PHASES, (int) Math.ceil(PHASES / stretch))) {
      PolyphaseFilter polyphase = new PolyphaseFilter(up, down, STOPBAND_DECIBELS);
      this.filter = sink -> new PolyphaseStream(polyphase, sink);
    } else {
      TwoStageFilter twoStage = new TwoStageFilter(up, down);
      this.filter = sink -> twoStage.stream(this::outputs, sink);
    }
  }

  /**
   * Begins to resample a signal, which comes in blocks.
   *
   * @param sink takes what comes out, in blocks of any size
   */
  public ResamplerStream stream(SampleSink sink) {
    return filter.apply(sink);
  }

  /** Returns how many samples become of so many: {@code round(n·to/from)}. */
  public long outputs(long inputs) {
    return (2 * inputs * up + down) / (2L * down);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
