package org.greedyinfomax.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A directory for a while, on the same file system as another that need not exist. */
public final class Scratch implements Closeable {

  private final FileSystem files;
  private final Path path;

  /** Makes it in the directory, or in the nearest above it that exists. */
  public Scratch(Configuration hadoop, Path near) throws IOException {
    files = near.getFileSystem(hadoop);
    Path parent = near.makeQualified(files.getUri(), files.getWorkingDirectory());
    while (!parent.isRoot()
        && !(files.exists(parent) && files.getFileStatus(parent).isDirectory())) {
      parent = parent.getParent();
    }
    path = new Path(parent, ".gim-scratch-" + UUID.randomUUID());
    files.mkdirs(path);
    files.deleteOnExit(path); // for a process that is asked to stop
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    files.delete(path, true);
    files.cancelDeleteOnExit(path);
  }
}
