package org.greedyinfomax.data.resampling;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.SampleSink;

/**
 * A filter for rates without a small common measure, in two stages. The long, steep one is between
 * the lower rate and its double, where all outputs share their taps, so that a processor computes
 * many of them with one instruction. The one between that double and the other rate has taps of its
 * own for each output, but can be short: its transition band may be as wide as the lower rate.
 */
final class TwoStageFilter {

  private static final int DOUBLE = 2;

  /** What the steep filter leaves as it is, in units of the lower rate's Nyquist frequency. */
  private static final double PASSBAND = 0.9;

  // More than one filter alone suppresses, so that errors of both together are no larger.
  private static final double STEEP_DECIBELS = 96;
  private static final double SHORT_DECIBELS = 93;

  /**
   * Samples at the lower rate for which the first stage goes on before and behind the signal: what
   * it makes of the signal's ends reaches so far.
   */
  private final int margin;

  private final boolean isDownward;
  private final PolyphaseFilter steep;
  private final InterpolationFilter interpolation;

  TwoStageFilter(int up, int down) {
    this.isDownward = down > up;
    if (isDownward) {
      double lower = (double) up / down; // Nyquist frequencies, in units of the input's
      this.steep = new PolyphaseFilter(1, DOUBLE, STEEP_DECIBELS);
      this.interpolation =
          new InterpolationFilter(
              (long) DOUBLE * up, down, PASSBAND * lower, Math.min(2, 3 * lower), SHORT_DECIBELS);
      this.margin = 1 + (int) Math.ceil(interpolation.reach() * lower);
    } else {
      this.steep = new PolyphaseFilter(DOUBLE, 1, STEEP_DECIBELS);
      this.interpolation =
          new InterpolationFilter(up, (long) DOUBLE * down, 0.5, 1.5, SHORT_DECIBELS);
      this.margin = (interpolation.reach() + 1) / DOUBLE;
    }
  }

  /**
   * Begins to resample a signal.
   *
   * @param length how many outputs there are, by how many inputs
   */
  ResamplerStream stream(LongUnaryOperator length, SampleSink sink) {
    return isDownward ? new Downward(length, sink) : new Upward(length, sink);
  }

  /** First to the double of the lower rate, then to that rate. */
  private final class Downward implements ResamplerStream {

    private final LongUnaryOperator length;
    private final WithoutMargins inner;
    private final PolyphaseStream second;
    private final InterpolationStream first;
    private long inputs;

    Downward(LongUnaryOperator length, SampleSink sink) {
      this.length = length;
      this.inner = new WithoutMargins(margin, sink);
      this.second = new PolyphaseStream(steep, inner);
      this.first =
          new InterpolationStream(interpolation, 0, -(long) DOUBLE * margin, second::accept);
    }

    @Override
    public void accept(float[] samples, int count) throws IOException, BadFileException {
      inputs += count;
      first.accept(samples, count);
    }

    @Override
    public void finish() throws IOException, BadFileException {
      long end = length.applyAsLong(inputs);
      inner.endAt(end);
      first.endAt(DOUBLE * (end + margin));
      first.finish();
      second.finish();
    }
  }

  /** First to the double of the lower rate, which is the input's, then to the higher rate. */
  private final class Upward implements ResamplerStream {

    private final LongUnaryOperator length;
    private final PolyphaseStream first;
    private final InterpolationStream second;
    private long inputs;

    Upward(LongUnaryOperator length, SampleSink sink) {
      this.length = length;
      this.second = new InterpolationStream(interpolation, -(long) DOUBLE * margin, 0, sink);
      this.first = new PolyphaseStream(steep, second);
    }

    @Override
    public void accept(float[] samples, int count) throws IOException, BadFileException {
      if (inputs == 0) {
        first.accept(new float[margin], margin);
      }
      inputs += count;
      first.accept(samples, count);
    }

    @Override
    public void finish() throws IOException, BadFileException {
      second.endAt(length.applyAsLong(inputs));
      first.accept(new float[margin], margin);
      first.finish();
      second.finish();
    }
  }

  /** Hands on what lies between the margins. */
  private static final class WithoutMargins implements SampleSink {

    private final SampleSink sink;
    private int before;
    private long left = Long.MAX_VALUE;
    private long taken;

    WithoutMargins(int margin, SampleSink sink) {
      this.before = margin;
      this.sink = sink;
    }

    /** Ends after so many samples, margins not counted. */
    void endAt(long end) {
      left = end - taken;
    }

    @Override
    public void accept(float[] samples, int count) throws IOException, BadFileException {
      int skipped = Math.min(before, count);
      before -= skipped;
      int kept = (int) Math.min(left, count - skipped);
      left -= kept;
      taken += kept;
      if (kept > 0) {
        sink.accept(skipped == 0 ? samples : Arrays.copyOfRange(samples, skipped, count), kept);
      }
    }
  }
}
