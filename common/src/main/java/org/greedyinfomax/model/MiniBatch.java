package org.greedyinfomax.model;

import java.nio.ByteBuffer;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.Tensor;

/** A mini-batch as modules receive it: {@code [batch, time, channel]} in one piece. */
public sealed interface MiniBatch {

  /** Sequences in it. */
  int sequences();

  /**
   * Frames of each sequence.
   *
   * @throws IllegalArgumentException if it does not consist of frames of so many channels
   */
  int frames(int channels);

  /** Puts all numbers where an engine computes. */
  void writeTo(Engine engine, Tensor x);

  /** Normalized samples of the raw signal. */
  final class Samples implements MiniBatch {

    private final float[] numbers;
    private final int sequences;

    /** Takes the numbers as they are, without copying them. */
    public Samples(float[] numbers, int sequences) {
      this.numbers = numbers;
      this.sequences = sequences;
    }

    @Override
    public int sequences() {
      return sequences;
    }

    @Override
    public int frames(int channels) {
      return MiniBatch.frames(numbers.length, sequences, channels);
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
   * @param sequences in them
   */
  record Stored(ByteBuffer bytes, StorageType type, int sequences) implements MiniBatch {

    @Override
    public int frames(int channels) {
      return MiniBatch.frames(bytes.remaining() / type.bytes(), sequences, channels);
    }

    @Override
    public void writeTo(Engine engine, Tensor x) {
      engine.load(bytes, type, x);
    }
  }

  private static int frames(int numbers, int sequences, int channels) {
    int frames = numbers / sequences / channels;
    Check.argument(
        frames > 0 && frames * sequences * channels == numbers,
        "%d numbers are no %d sequences of frames of %d channels",
        numbers,
        sequences,
        channels);
    return frames;
  }
}
