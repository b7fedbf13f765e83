package org.greedyinfomax.data.resampling;

import java.io.IOException;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.SampleSink;

/** A signal on its way through an {@link InterpolationFilter}. */
final class InterpolationStream implements SampleSink {

  private static final int OUTPUTS = 8 << 10;

  private final InterpolationFilter filter;
  private final SampleSink sink;
  private final float[] outputs = new float[OUTPUTS];

  private final InputWindow inputs;

  /** The output that is computed next. */
  private long next;

  /** The output behind the last one. */
  private long end = Long.MAX_VALUE;

  /**
   * Begins.
   *
   * @param firstInput which input the first one that comes is; before it is silence
   * @param firstOutput which output is the first one of the sink
   */
  InterpolationStream(
      InterpolationFilter filter, long firstInput, long firstOutput, SampleSink sink) {
    this.filter = filter;
    this.sink = sink;
    this.next = firstOutput;
    long origin = Math.min(firstInput, filter.first(firstOutput));
    int silence = (int) (firstInput - origin);
    this.inputs = new InputWindow(silence + OUTPUTS, origin, silence);
  }

  @Override
  public void accept(float[] samples, int count) throws IOException, BadFileException {
    inputs.append(samples, count, filter.first(next));
    compute();
  }

  /** Lets no more come out than outputs before that one. */
  void endAt(long behindLast) {
    end = behindLast;
  }

  /** Ends the signal, beyond which is silence, once it is known which output is the last one. */
  void finish() throws IOException, BadFileException {
    float[] silence = new float[OUTPUTS];
    while (next < end) {
      accept(silence, silence.length);
    }
  }

  /** Computes all outputs whose inputs have come. */
  private void compute() throws IOException, BadFileException {
    long possible = Math.min(end, filter.firstBeyond(inputs.end()));
    while (next < possible) {
      int count = (int) Math.min(OUTPUTS, possible - next);
      filter.compute(next, count, inputs.samples(), inputs.origin(), outputs);
      next += count;
      sink.accept(outputs, count);
    }
  }
}
