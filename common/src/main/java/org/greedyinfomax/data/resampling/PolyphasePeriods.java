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

  /** Those of the phase behind, which is computed with it. */
  private final float[][] nextSums;

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
    this.nextSums = new float[SUMS][most];
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
    int phase = 0;
    for (; phase + 1 < up; phase += 2) {
      sumBoth(taps(phase), offset(phase), taps(phase + 1), offset(phase + 1), periods);
      put(total(sums, periods), phase, periods, outputs);
      put(total(nextSums, periods), phase + 1, periods, outputs);
    }
    if (phase < up) {
      sum(taps(phase), offset(phase), periods);
      put(total(sums, periods), phase, periods, outputs);
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

  private float[] taps(int phase) {
    return filter.taps((int) ((long) phase * filter.down() % filter.up()));
  }

  private int offset(int phase) {
    return (int) ((long) phase * filter.down() / filter.up());
  }

  /** Lays the outputs of one phase between those of the others. */
  private void put(float[] total, int phase, int periods, float[] outputs) {
    for (int period = 0; period < periods; period++) {
      outputs[period * up + phase] = total[period];
    }
  }

  /**
   * Sums up two phases, of which the second one begins later: so each row that both need is read
   * once. Each phase's own order of sums stays as it is by itself.
   */
  private void sumBoth(float[] taps, int offset, float[] nextTaps, int nextOffset, int periods) {
    int whole = taps.length / SUMS * SUMS;
    int shift = nextOffset - offset; // of a row's taps against each other
    for (int s = 0; s < SUMS; s++) {
      int nextS = Math.floorMod(s - shift, SUMS);
      float[] sum = sums[s];
      float[] nextSum = nextSums[nextS];
      Arrays.fill(sum, 0, periods, 0);
      Arrays.fill(nextSum, 0, periods, 0);
      int tap = addAll(sum, periods, taps, s, Math.min(nextS + shift, whole), offset);
      for (; tap + 3 * SUMS < whole; tap += 4 * SUMS) {
        addFour(sum, taps, tap, nextSum, nextTaps, tap - shift, periods, rows, offset + tap);
      }
      addAll(sum, periods, taps, tap, whole, offset);
      addAll(nextSum, periods, nextTaps, Math.max(nextS, tap - shift), whole, nextOffset);
    }
    addRest(sums[0], periods, taps, whole, offset);
    addRest(nextSums[0], periods, nextTaps, whole, nextOffset);
  }

  /** Sums up the last phase, if their number is odd. */
  private void sum(float[] taps, int offset, int periods) {
    int whole = taps.length / SUMS * SUMS;
    for (int s = 0; s < SUMS; s++) {
      Arrays.fill(sums[s], 0, periods, 0);
      addAll(sums[s], periods, taps, s, whole, offset);
    }
    addRest(sums[0], periods, taps, whole, offset);
  }

  /** Adds every eighth tap, and returns the first one that was not added. */
  private int addAll(float[] sum, int periods, float[] taps, int from, int end, int offset) {
    int tap = from;
    for (; tap + 3 * SUMS < end; tap += 4 * SUMS) {
      addFour(sum, periods, taps, tap, rows, offset + tap);
    }
    for (; tap < end; tap += SUMS) {
      addOne(sum, periods, taps[tap], rows[offset + tap]);
    }
    return tap;
  }

  /** Adds the taps behind those that the sums share. */
  private void addRest(float[] sum, int periods, float[] taps, int from, int offset) {
    for (int tap = from; tap < taps.length; tap++) {
      addOne(sum, periods, taps[tap], rows[offset + tap]);
    }
  }

  /** Adds up the sums of a phase into the first one, and returns it. */
  private static float[] total(float[][] sums, int periods) {
    for (int distance = 1; distance < SUMS; distance *= 2) { // (0 + 1) + (2 + 3), as by itself
      for (int s = 0; s < SUMS; s += 2 * distance) {
        addOne(sums[s], periods, 1, sums[s + distance]);
      }
    }
    return sums[0];
  }

  /** Adds four taps to each of two phases. */
  private static void addFour(
      float[] sum,
      float[] taps,
      int tap,
      float[] nextSum,
      float[] nextTaps,
      int nextTap,
      int periods,
      float[][] rows,
      int row) {
    float tap0 = taps[tap];
    float tap1 = taps[tap + SUMS];
    float tap2 = taps[tap + 2 * SUMS];
    float tap3 = taps[tap + 3 * SUMS];
    float next0 = nextTaps[nextTap];
    float next1 = nextTaps[nextTap + SUMS];
    float next2 = nextTaps[nextTap + 2 * SUMS];
    float next3 = nextTaps[nextTap + 3 * SUMS];
    float[] row0 = rows[row];
    float[] row1 = rows[row + SUMS];
    float[] row2 = rows[row + 2 * SUMS];
    float[] row3 = rows[row + 3 * SUMS];
    for (int i = 0; i < periods; i++) {
      float x0 = row0[i];
      float x1 = row1[i];
      float x2 = row2[i];
      float x3 = row3[i];
      sum[i] = (((sum[i] + tap0 * x0) + tap1 * x1) + tap2 * x2) + tap3 * x3;
      nextSum[i] = (((nextSum[i] + next0 * x0) + next1 * x1) + next2 * x2) + next3 * x3;
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
