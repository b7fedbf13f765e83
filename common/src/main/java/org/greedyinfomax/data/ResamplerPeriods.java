package org.greedyinfomax.data;

import java.util.Arrays;

/**
 * Computes outputs of a {@link Resampler} many periods at a time: outputs of one phase have the
 * same taps and stand in all periods at the same place, so that a processor computes many of them
 * with one instruction. Each output is summed up in the same order as by itself, to the same bits.
 */
final class ResamplerPeriods {

  /** Sums side by side of an output, as {@link Resampler#at} has them. */
  private static final int SUMS = 8;

  /** Inputs that are spread out at a time, as many as a processor's cache holds. */
  private static final int INPUTS = 64 << 10;

  private static final int MOST_PERIODS = 512;

  /** With longer periods there is no room for many. */
  private static final int LONGEST_PERIOD = 1024;

  private final Resampler filter;
  private final int most;

  /** Inputs by their place in a period, {@code [place, period]}, a row after another. */
  private final float[] spread;

  private final int rowLength;

  /** The sums of one phase, {@code [sum, period]}. */
  private final float[][] sums;

  private ResamplerPeriods(Resampler filter, int most) {
    this.filter = filter;
    this.most = most;
    this.rowLength = most == 0 ? 0 : most + (filter.down() + filter.taps()) / filter.down() + 1;
    this.spread = new float[most == 0 ? 0 : filter.down() * rowLength];
    this.sums = new float[SUMS][most];
  }

  static ResamplerPeriods of(Resampler filter) {
    boolean isPossible =
        !filter.isIdentity() && filter.isExact() && filter.down() <= LONGEST_PERIOD;
    return new ResamplerPeriods(
        filter, isPossible ? Math.min(MOST_PERIODS, INPUTS / filter.down()) : 0);
  }

  /** Returns how many periods can be computed at a time; 0 if none can. */
  int most() {
    return most;
  }

  /** Returns how many inputs so many periods need, from the first one's first tap on. */
  int inputs(int periods) {
    return periods == 0 ? 0 : (periods - 1) * filter.down() + lastOffset() + filter.taps();
  }

  /** Returns how many periods have all their inputs among so many, up to the most. */
  int whole(long inputs) {
    long beyondFirst = inputs - inputs(1);
    return beyondFirst < 0 ? 0 : (int) Math.min(most, beyondFirst / filter.down() + 1);
  }

  /** Returns how far the last output of a period begins behind the first one. */
  private int lastOffset() {
    return (int) ((long) (filter.up() - 1) * filter.down() / filter.up());
  }

  /**
   * Computes outputs.
   *
   * @param begin of the first period's first tap in the inputs
   * @param outputs takes them, {@code [period, phase]}
   */
  void compute(float[] inputs, int begin, int periods, float[] outputs) {
    spread(inputs, begin, begin + inputs(periods));
    int up = filter.up();
    for (int phase = 0; phase < up; phase++) {
      long place = (long) phase * filter.down();
      sum(filter.taps((int) (place % up)), (int) (place / up), periods);
      for (int period = 0; period < periods; period++) {
        outputs[period * up + phase] =
            ((sums[0][period] + sums[1][period]) + (sums[2][period] + sums[3][period]))
                + ((sums[4][period] + sums[5][period]) + (sums[6][period] + sums[7][period]));
      }
    }
  }

  private void spread(float[] inputs, int begin, int end) {
    int down = filter.down();
    for (int place = 0; place < down; place++) {
      int to = place * rowLength;
      for (int from = begin + place; from < end; from += down) {
        spread[to] = inputs[from];
        to++;
      }
    }
  }

  private void sum(float[] taps, int offset, int periods) {
    int whole = taps.length / SUMS * SUMS;
    for (int s = 0; s < SUMS; s++) {
      float[] sum = sums[s];
      Arrays.fill(sum, 0, periods, 0);
      int tap = s;
      for (; tap + 3 * SUMS < whole; tap += 4 * SUMS) {
        addFour(sum, periods, taps, tap, offset);
      }
      for (; tap < whole; tap += SUMS) {
        addOne(sum, periods, taps[tap], row(offset + tap));
      }
    }
    for (int tap = whole; tap < taps.length; tap++) {
      addOne(sums[0], periods, taps[tap], row(offset + tap));
    }
  }

  /** Returns where in the spread inputs those begin that stand so far behind a period's begin. */
  private int row(int input) {
    return input % filter.down() * rowLength + input / filter.down();
  }

  private void addFour(float[] sum, int periods, float[] taps, int tap, int offset) {
    addFour(
        sum,
        periods,
        spread,
        taps[tap],
        row(offset + tap),
        taps[tap + SUMS],
        row(offset + tap + SUMS),
        taps[tap + 2 * SUMS],
        row(offset + tap + 2 * SUMS),
        taps[tap + 3 * SUMS],
        row(offset + tap + 3 * SUMS));
  }

  private static void addFour(
      float[] sum,
      int periods,
      float[] x,
      float tap0,
      int at0,
      float tap1,
      int at1,
      float tap2,
      int at2,
      float tap3,
      int at3) {
    for (int i = 0; i < periods; i++) {
      sum[i] =
          (((sum[i] + tap0 * x[at0 + i]) + tap1 * x[at1 + i]) + tap2 * x[at2 + i])
              + tap3 * x[at3 + i];
    }
  }

  private void addOne(float[] sum, int periods, float tap, int at) {
    addOne(sum, periods, spread, tap, at);
  }

  private static void addOne(float[] sum, int periods, float[] x, float tap, int at) {
    for (int i = 0; i < periods; i++) {
      sum[i] += tap * x[at + i];
    }
  }
}
