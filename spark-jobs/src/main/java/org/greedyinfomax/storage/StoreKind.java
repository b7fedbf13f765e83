package org.greedyinfomax.storage;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** What a file system promises of a file that takes the place of an older one. */
enum StoreKind {
  /** A local disk: a rename is one step. */
  LOCAL,
  /** HDFS: a rename is one step. */
  HDFS,
  /**
   * An object store: a file appears whole when its writer closes it, in place of an older one; a
   * rename is a copy and a deletion; a directory is there as long as a file is in it.
   */
  OBJECT_STORE,
  /** Anything else: an older file may have to be deleted before another gets its name. */
  OTHER;

  /** Stores whose connectors do not all tell, but send a file when it is closed, and not before. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn", "obs");

  /** Returns the kind, without asking a server. */
  static StoreKind of(FileSystem files, Path path) throws IOException {
    if (files instanceof LocalFileSystem) {
      return LOCAL;
    }
    if (files instanceof DistributedFileSystem) {
      return HDFS;
    }
    return OBJECT_STORES.contains(files.getUri().getScheme())
            || files.hasPathCapability(path, CommonPathCapabilities.ABORTABLE_STREAM)
        ? OBJECT_STORE
        : OTHER;
  }

  /**
   * Whether a process that was killed may have left a file under a temporary name alone: where the
   * older one is deleted first, and where earlier versions of this program renamed.
   */
  boolean mayLeaveTemporary() {
    return this == OBJECT_STORE || this == OTHER;
  }
}
