package org.greedyinfomax.model;

import java.nio.ByteBuffer;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/** A mini-batch as modules receive it, in one piece: sample after sample. */
public sealed interface MiniBatch {

  /** What each of its samples is. */
  SampleShape shape();

  /** Samples in it. */
  int samples();

  /** Puts all numbers where an engine computes. */
  void writeTo(Engine engine, Tensor x);

  /** Normalized samples of the raw signal. */
  final class Samples implements MiniBatch {

    private final float[] numbers;
    private final SampleShape shape;
    private final int samples;

    /**
     * Takes the numbers as they are, without copying them.
     *
     * @throws IllegalArgumentException if they are not whole samples
     */
    public Samples(float[] numbers, SampleShape shape) {
      this.numbers = numbers;
      this.shape = shape;
      samples = MiniBatch.samples(numbers.length, shape);
    }

    @Override
    public SampleShape shape() {
      return shape;
    }

    @Override
    public int samples() {
      return samples;
    }

    @Override
    public void writeTo(Engine engine, Tensor x) {
      engine.write(numbers, x);
    }
  }

  /**
   * What the module below has put out, as it lies in a file.
   *
   * @param bytes all remaining ones
   * @param type of the numbers in them
   * @param shape of each sample
   */
  record Stored(ByteBuffer bytes, StorageType type, SampleShape shape) implements MiniBatch {

    public Stored {
      samples(bytes.remaining() / type.bytes(), shape);
    }

    @Override
    public int samples() {
      return samples(bytes.remaining() / type.bytes(), shape);
    }

    private static int samples(int numbers, SampleShape shape) {
      return MiniBatch.samples(numbers, shape);
    }

    @Override
    public void writeTo(Engine engine, Tensor x) {
      engine.load(bytes, type, x);
    }
  }

  private static int samples(int numbers, SampleShape shape) {
    int samples = numbers / shape.size();
    Check.argument(
        samples > 0 && samples * shape.size() == numbers,
        "%d numbers are no whole samples of %s",
        numbers,
        shape);
    return samples;
  }
}
