package org.greedyinfomax.model;

import java.nio.ByteBuffer;
import org.greedyinfomax.Check;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/** A mini-batch as modules receive it, in one piece: sample after sample. */
public sealed interface MiniBatch {

  /** Returns what each of its samples is. */
  SampleShape shape();

  /** Samples in it. */
  int samples();

  /**
   * Classes of the samples, or of the frames of the first sample, then of the second, and so on, if
   * they have labels; empty otherwise.
   */
  int[] classes();

  /** Returns the same numbers, not copied, with other classes. */
  MiniBatch withClasses(int[] classes);

  /** Puts all numbers where an engine computes. */
  void writeTo(Engine engine, Tensor x);

  /** Normalized samples of the raw signal. */
  final class Samples implements MiniBatch {

    private final float[] numbers;
    private final SampleShape shape;
    private final int samples;
    private final int[] classes;

    /** Samples without labels. */
    public Samples(float[] numbers, SampleShape shape) {
      this(numbers, shape, new int[0]);
    }

    /**
     * Takes the numbers as they are, without copying them.
     *
     * @param classes of the samples; empty if they have no labels
     * @throws IllegalArgumentException if they are not whole samples
     */
    public Samples(float[] numbers, SampleShape shape, int[] classes) {
      this.numbers = numbers;
      this.shape = shape;
      this.classes = classes;
      samples = MiniBatch.samples(numbers.length, shape);
    }

    @Override
    public int[] classes() {
      return classes;
    }

    @Override
    public MiniBatch withClasses(int[] others) {
      return new Samples(numbers, shape, others);
    }

    /** Returns all numbers, not copied. */
    public float[] numbers() {
      return numbers;
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

  /** What the module below has put out, as it lies in a file. */
  final class Stored implements MiniBatch {

    private final ByteBuffer bytes;
    private final StorageType type;
    private final SampleShape shape;
    private final int samples;
    private final int[] classes;

    /**
     * Takes all remaining bytes as they are, without copying them.
     *
     * @param type of the numbers in them
     * @param shape of each sample
     * @param classes of the samples; empty if they have no labels
     * @throws IllegalArgumentException if they are not whole samples
     */
    public Stored(ByteBuffer bytes, StorageType type, SampleShape shape, int[] classes) {
      this.bytes = bytes;
      this.type = type;
      this.shape = shape;
      this.classes = classes;
      samples = MiniBatch.samples(bytes.remaining() / type.bytes(), shape);
    }

    @Override
    public MiniBatch withClasses(int[] others) {
      return new Stored(bytes, type, shape, others);
    }

    /** Returns all remaining bytes. */
    public ByteBuffer bytes() {
      return bytes;
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
    public int[] classes() {
      return classes;
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
