package org.greedyinfomax.bench.io;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.tensor.StorageType;

/** One way to keep activations in files. */
interface FileVariant {

  /** What writes and reads the files, for people. */
  String name();

  /** How they are compressed; {@code none} if they are not. */
  String codec();

  /**
   * Writes a round, on one thread.
   *
   * @param directory that is empty
   * @param type of the numbers in the files
   * @return the way to read it
   */
  Written write(Path directory, Activations activations, StorageType type) throws IOException;

  /** Files that were written. */
  interface Written {

    /** Reads all mini-batches to where an engine computes, on one thread. */
    void read() throws IOException;
  }
}
