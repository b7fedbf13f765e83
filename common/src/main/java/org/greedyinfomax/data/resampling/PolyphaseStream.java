package org.greedyinfomax.data.resampling;

import java.io.IOException;
import java.util.Arrays;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.SampleSink;

/**
 * A signal on its way through a {@link PolyphaseFilter}: the same samples come out whatever the
 * sizes of the blocks in which it goes in. Where phases repeat soon, many periods are computed side
 * by side.
 */
final class PolyphaseStream implements ResamplerStream {

  private static final int OUTPUTS = 8 << 10;

  /** Below that many periods, going through them side by side takes longer than one by one. */
  private static final int FEWEST_PERIODS = 8;

  private final PolyphaseFilter filter;
  private final SampleSink sink;
  private final PolyphasePeriods periods;

  /** Inputs that are still needed, and those that have not been used. */
  private float[] inputs;

  /** Which sample of the signal the first of these is. */
  private long origin;

  private int held;

  private final float[] outputs;

  /** The output that is computed next. */
  private long next;

  PolyphaseStream(PolyphaseFilter filter, SampleSink sink) {
    this.filter = filter;
    this.sink = sink;
    this.periods = PolyphasePeriods.of(filter);
    this.outputs = new float[Math.max(OUTPUTS, periods.most() * periods.up())];
    this.inputs = new float[filter.isIdentity() ? 0 : periods.inputs(periods.most()) + OUTPUTS];
  }

  @Override
  public void accept(float[] samples, int count) throws IOException, BadFileException {
    if (filter.isIdentity()) {
      sink.accept(samples, count);
      return;
    }
    hold(samples, count);
    while (true) {
      if (canGoByPeriods(periods.most())) {
        goByPeriods(periods.most());
      } else if (canGoOneByOne()) {
        goOneByOne();
      } else {
        return;
      }
    }
  }

  @Override
  public void finish() throws IOException, BadFileException {
    if (filter.isIdentity()) {
      return;
    }
    long length = origin + held;
    if (isAtPeriods()) {
      int left = periods.whole(length - filter.first(next));
      if (left >= FEWEST_PERIODS) {
        goByPeriods(left);
      }
    }
    for (long end = filter.outputs(length); next < end; ) {
      int count = (int) Math.min(OUTPUTS, end - next);
      compute(count, length);
    }
  }

  private void hold(float[] samples, int count) {
    int unused = (int) Math.max(0, Math.min(held, filter.first(next) - origin));
    System.arraycopy(inputs, unused, inputs, 0, held - unused);
    origin += unused;
    held -= unused;
    if (held + count > inputs.length) {
      inputs = Arrays.copyOf(inputs, Math.max(held + count, inputs.length * 3 / 2));
    }
    System.arraycopy(samples, 0, inputs, held, count);
    held += count;
  }

  /** Whether the next output begins a period that can be computed with others side by side. */
  private boolean isAtPeriods() {
    return periods.most() > 0 && next % periods.up() == 0 && filter.first(next) >= 0;
  }

  private boolean canGoByPeriods(int count) {
    return isAtPeriods() && filter.first(next) + periods.inputs(count) <= origin + held;
  }

  private void goByPeriods(int count) throws IOException, BadFileException {
    periods.compute(inputs, (int) (filter.first(next) - origin), count, outputs);
    next += (long) count * periods.up();
    sink.accept(outputs, count * periods.up());
  }

  private boolean canGoOneByOne() {
    return !isAtPeriods() && filter.first(next) + filter.taps() <= origin + held;
  }

  private void goOneByOne() throws IOException, BadFileException {
    long begin = next;
    int count = 0;
    while (count < OUTPUTS && canGoOneByOne()) {
      count++;
      next++;
    }
    next = begin;
    compute(count, origin + held); // beyond which no tap of these reaches
  }

  /** Computes outputs, of a signal that is silent beyond its length. */
  private void compute(int count, long length) throws IOException, BadFileException {
    for (int i = 0; i < count; i++) {
      outputs[i] = filter.at(next + i, inputs, origin, length);
    }
    next += count;
    sink.accept(outputs, count);
  }
}
