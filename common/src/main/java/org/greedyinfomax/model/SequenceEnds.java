package org.greedyinfomax.model;

import java.util.Arrays;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * The ends of sequences of unlike lengths in one batch, {@code [batch, time, channel]}.
 *
 * <p>What lies beyond an end is zero, before every layer: as the padding is that a convolution adds
 * at the end of a sequence that is alone. So every sequence becomes what it becomes alone.
 */
public final class SequenceEnds {

  private final int[] frames;

  /**
   * Ends of sequences.
   *
   * @param frames of each, at least 0
   */
  public SequenceEnds(int[] frames) {
    this.frames = frames.clone();
  }

  SequenceEnds after(LayerSpec layer) {
    return new SequenceEnds(
        Arrays.stream(frames)
            .map(length -> layer.output(new SampleShape.Sequence(length, 1)).places())
            .toArray());
  }

  /** Makes all beyond the ends zero. */
  void clear(Engine engine, Tensor x) {
    int time = x.length(1);
    int channels = x.length(2);
    for (int i = 0; i < frames.length; i++) {
      if (frames[i] < time) {
        long end = ((long) i * time + frames[i]) * channels;
        engine.fill(x.rows(end, time - frames[i], channels, channels), 0);
      }
    }
  }
}
