package org.greedyinfomax.activation;

import java.io.Serializable;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.StorageType;

/**
 * What crosses a border: mini-batches of samples.
 *
 * @param module that puts them out
 * @param type of their numbers
 * @param batch samples in a mini-batch
 * @param sample what each of them is, or the largest of them, where sequences differ in length
 */
public record BorderShape(String module, StorageType type, int batch, SampleShape sample)
    implements Serializable {

  /** More than Parquet takes for a row beside its numbers, unless keys are very long. */
  private static final long BYTES_BESIDE = 1024;

  /** More than a file's header and footer take. */
  private static final long BYTES_OF_FILE = 64 << 10;

  public BorderShape {
    Check.argument(
        batch >= 1 && sample.size() >= 1,
        "a border needs samples that are not empty, but has %d of %s",
        batch,
        sample);
  }

  /** The type as files spell it. */
  public String dtype() {
    return Text.word(type);
  }

  /** Bytes of the numbers of a sample. */
  public int sampleBytes() {
    return Math.multiplyExact(sample.size(), type.bytes());
  }

  /**
   * The samples that have so many frames; those of patches do not differ.
   *
   * @throws IllegalArgumentException if there are no or more frames than the largest has
   */
  SampleShape sample(int frames) {
    if (!(sample instanceof SampleShape.Sequence longest)) {
      return sample;
    }
    Check.argument(
        frames >= 1 && frames <= longest.frames(),
        "a sample has 1 to %d frames, but is said to have %d",
        longest.frames(),
        frames);
    return new SampleShape.Sequence(frames, longest.channels());
  }

  /** Shape of a tensor that holds a mini-batch of the largest samples. */
  public int[] tensor() {
    return sample.batch(batch);
  }

  /** Bytes of the files of a round at most, unless keys are very long. */
  public long roundBytes(int replicas, int steps) {
    long rows = (long) replicas * steps * batch;
    return rows * (sampleBytes() + BYTES_BESIDE) + replicas * BYTES_OF_FILE;
  }
}
