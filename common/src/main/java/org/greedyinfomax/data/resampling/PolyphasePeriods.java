package org.greedyinfomax.data.resampling;

import java.util.Arrays;

/**
 * Computes outputs of a {@link PolyphaseFilter} many periods at a time: outputs of one phase have
 * the same taps and stand in all periods at the same place, so that a processor computes many of
 * them with one instruction. Each output is summed up in the same order as by itself, to the same
 * bits.
 */
final class PolyphasePeriods {

  /** Sums side by side of an output, as {@link PolyphaseFilter#at} has them. */
  private static final int SUMS = 8;

  /** Inputs that lie side by side at a time, as many as a processor's cache holds. */
  private static final int INPUTS = 144 << 10;

  /** A multiple of what a processor computes at a time, and so are fewer. */
  private static final int MOST_PERIODS = 512;

  private static final int MULTIPLE = 64;

  /** So many outputs of a period share most of their inputs, which are laid out for all of them. */
  private static final int FEWEST_OUTPUTS = 64;

  private final PolyphaseFilter filter;

  /** Outputs of a period. */
  private final int up;

  /** Inputs of a period. */
  private final int down;

  private final int most;

  /** Inputs by their place in a period, {@code [place, period]}, a row after another. */
  private final float[] spread;

  private final int rowLength;

  /**
   * Inputs by how far they stand behind the first tap of the first output of their period, {@code
   * [distance, period]}: rows that all begin at 0, without which Java does not compute side by
   * side.
   */
  private final float[][] rows;

  /** The sums of one phase, {@code [sum, period]}. */
  private final float[][] sums;

  private PolyphasePeriods(PolyphaseFilter filter, int repeated, boolean isPossible) {
    this.filter = filter;
    this.up = repeated * filter.up();
    this.down = repeated * filter.down();
    int fitting = INPUTS / distances() / MULTIPLE * MULTIPLE;
    this.most = isPossible ? Math.min(MOST_PERIODS, fitting) : 0;
    this.rowLength = most + (down + filter.taps()) / down + 1;
    this.spread = new float[most == 0 ? 0 : down * rowLength];
    this.rows = new float[most == 0 ? 0 : distances()][most];
    this.sums = new float[SUMS][most];
  }

  static PolyphasePeriods of(PolyphaseFilter filter) {
    boolean isPossible = !filter.isIdentity();
    int repeated = isPossible ? (FEWEST_OUTPUTS + filter.up() - 1) / filter.up() : 1;
    return new PolyphasePeriods(filter, repeated, isPossible);
  }

  /** Returns how many inputs are needed for one period. */
  private int distances() {
    // The last output begins so far behind the first one.
    return (int) ((long) (up - 1) * filter.down() / filter.up()) + filter.taps();
  }

  /** Returns how many outputs a period has. */
  int up() {
    return up;
  }

  /** Returns how many periods can be computed at a time; 0 if none can. */
  int most() {
    return most;
  }

  /** Returns how many inputs so many periods need, from the first one's first tap on. */
  int inputs(int periods) {
    return periods == 0 ? 0 : (periods - 1) * down + distances();
  }

  /** Returns how many periods have all their inputs among so many, up to the most. */
  int whole(long inputs) {
    long beyondFirst = inputs - inputs(1);
    return beyondFirst < 0 ? 0 : (int) Math.min(most, beyondFirst / down + 1);
  }

  /**
   * Computes outputs.
   *
   * @param begin of the first period's first tap in the inputs
   * @param outputs takes them, {@code [period, phase]}
   */
  void compute(float[] inputs, int begin, int periods, float[] outputs) {
    spread(inputs, begin, begin + inputs(periods));
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(spread, i % down * rowLength + i / down, rows[i], 0, periods);
    }
    for (int phase = 0; phase < up; phase++) {
      long place = (long) phase * filter.down();
      sum(filter.taps((int) (place % filter.up())), (int) (place / filter.up()), periods);
      float[] total = sums[0];
      for (int period = 0; period < periods; period++) {
        outputs[period * up + phase] = total[period];
      }
    }
  }

  private void spread(float[] inputs, int begin, int end) {
    for (int place = 0; place < down; place++) {
      int to = place * rowLength;
      for (int from = begin + place; from < end; from += down) {
        spread[to] = inputs[from];
        to++;
      }
    }
  }

  /** Sums up one phase into the first of the sums. */
  private void sum(float[] taps, int offset, int periods) {
    int whole = taps.length / SUMS * SUMS;
    for (int s = 0; s < SUMS; s++) {
      float[] sum = sums[s];
      Arrays.fill(sum, 0, periods, 0);
      int tap = s;
      for (; tap + 3 * SUMS < whole; tap += 4 * SUMS) {
        addFour(sum, periods, taps, tap, rows, offset + tap);
      }
      for (; tap < whole; tap += SUMS) {
        addOne(sum, periods, taps[tap], rows[offset + tap]);
      }
    }
    for (int tap = whole; tap < taps.length; tap++) {
      addOne(sums[0], periods, taps[tap], rows[offset + tap]);
    }
    for (int distance = 1; distance < SUMS; distance *= 2) { // (0 + 1) + (2 + 3), as by itself
      for (int s = 0; s < SUMS; s += 2 * distance) {
        addOne(sums[s], periods, 1, sums[s + distance]);
      }
    }
  }

  private static void addFour(
      float[] sum, int periods, float[] taps, int tap, float[][] rows, int row) {
    float tap0 = taps[tap];
    float tap1 = taps[tap + SUMS];
    float tap2 = taps[tap + 2 * SUMS];
    float tap3 = taps[tap + 3 * SUMS];
    float[] row0 = rows[row];
    float[] row1 = rows[row + SUMS];
    float[] row2 = rows[row + 2 * SUMS];
    float[] row3 = rows[row + 3 * SUMS];
    for (int i = 0; i < periods; i++) {
      sum[i] = (((sum[i] + tap0 * row0[i]) + tap1 * row1[i]) + tap2 * row2[i]) + tap3 * row3[i];
    }
  }

  private static void addOne(float[] sum, int periods, float tap, float[] row) {
    for (int i = 0; i < periods; i++) {
      sum[i] += tap * row[i];
    }
  }
}
