package org.greedyinfomax.activation;

import java.io.Serializable;
import java.util.Locale;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.StorageType;

/**
 * What crosses a border: mini-batches of sequences of frames.
 *
 * @param module that puts them out
 * @param type of their numbers
 * @param batch sequences in a mini-batch
 * @param frames of a sequence
 * @param channels of a frame
 */
public record BorderShape(String module, StorageType type, int batch, int frames, int channels)
    implements Serializable {

  /** More than Parquet takes for a row beside its numbers, unless keys are very long. */
  private static final long BYTES_BESIDE = 1024;

  /** More than a file's header and footer take. */
  private static final long BYTES_OF_FILE = 64 << 10;

  public BorderShape {
    Check.argument(
        batch >= 1 && frames >= 1 && channels >= 1,
        "a border needs sequences, frames and channels, but has %d, %d and %d",
        batch,
        frames,
        channels);
  }

  /** The type as files spell it. */
  public String dtype() {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** Bytes of the numbers of a sequence. */
  public int sequenceBytes() {
    return Math.multiplyExact(Math.multiplyExact(frames, channels), type.bytes());
  }

  /** Bytes of the files of a round at most, unless keys are very long. */
  public long roundBytes(int replicas, int steps) {
    long rows = (long) replicas * steps * batch;
    return rows * (sequenceBytes() + BYTES_BESIDE) + replicas * BYTES_OF_FILE;
  }
}
