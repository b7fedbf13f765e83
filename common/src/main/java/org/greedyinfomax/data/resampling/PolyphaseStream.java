package org.greedyinfomax.data.resampling;

import java.io.IOException;
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

  private final InputWindow inputs;
  private final float[] outputs;

  /** The output that is computed next. */
  private long next;

  PolyphaseStream(PolyphaseFilter filter, SampleSink sink) {
    this.filter = filter;
    this.sink = sink;
    this.periods = PolyphasePeriods.of(filter);
    this.outputs = new float[Math.max(OUTPUTS, periods.most() * periods.up())];
    this.inputs =
        new InputWindow(filter.isIdentity() ? 0 : periods.inputs(periods.most()) + OUTPUTS, 0, 0);
  }

  @Override
  public void accept(float[] samples, int count) throws IOException, BadFileException {
    if (filter.isIdentity()) {
      sink.accept(samples, count);
      return;
    }
    inputs.append(samples, count, filter.first(next));
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
    long length = inputs.end();
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

  /** Whether the next output begins a period that can be computed with others side by side. */
  private boolean isAtPeriods() {
    return periods.most() > 0 && next % periods.up() == 0 && filter.first(next) >= 0;
  }

  private boolean canGoByPeriods(int count) {
    return isAtPeriods() && filter.first(next) + periods.inputs(count) <= inputs.end();
  }

  private void goByPeriods(int count) throws IOException, BadFileException {
    int begin = (int) (filter.first(next) - inputs.origin());
    periods.compute(inputs.samples(), begin, count, outputs);
    next += (long) count * periods.up();
    sink.accept(outputs, count * periods.up());
  }

  private boolean canGoOneByOne() {
    return !isAtPeriods() && filter.first(next) + filter.taps() <= inputs.end();
  }

  private void goOneByOne() throws IOException, BadFileException {
    long begin = next;
    int count = 0;
    while (count < OUTPUTS && canGoOneByOne()) {
      count++;
      next++;
    }
    next = begin;
    compute(count, inputs.end()); // beyond which no tap of these reaches
  }

  /** Computes outputs, of a signal that is silent beyond its length. */
  private void compute(int count, long length) throws IOException, BadFileException {
    for (int i = 0; i < count; i++) {
      outputs[i] = filter.at(next + i, inputs.samples(), inputs.origin(), length);
    }
    next += count;
    sink.accept(outputs, count);
  }
}
