package org.greedyinfomax.bench;

import java.io.Closeable;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A new directory, which is deleted when it is closed, with all that is in it. A process that is
 * killed while it trains leaves it behind.
 */
final class ScratchDirectory implements Closeable {

  private final FileSystem files;
  private final Path path;

  /**
   * Creates it.
   *
   * @param parent where, on any file system that Hadoop knows; it is created if it is missing, and
   *     stays. Empty: this machine's temporary folder
   */
  ScratchDirectory(Configuration hadoop, String parent) throws IOException {
    String place = parent.isEmpty() ? System.getProperty("java.io.tmpdir") : parent;
    path = new Path(place, "gim-bench-" + UUID.randomUUID());
    files = path.getFileSystem(hadoop);
    files.deleteOnExit(path); // if the process is stopped before it is closed
    files.mkdirs(path);
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    files.delete(path, true);
    files.cancelDeleteOnExit(path);
  }
}
