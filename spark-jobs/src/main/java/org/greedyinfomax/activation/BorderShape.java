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
 * @param sample what each of them is
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

  /** Shape of a tensor that holds a mini-batch. */
  public int[] tensor() {
    return sample.batch(batch);
  }

  /** Bytes of the files of a round at most, unless keys are very long. */
  public long roundBytes(int replicas, int steps) {
    long rows = (long) replicas * steps * batch;
    return rows * (sampleBytes() + BYTES_BESIDE) + replicas * BYTES_OF_FILE;
  }
}
