package org.greedyinfomax.bench;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.storage.Scratch;

/** Where benchmarks put files for the time being. */
public final class ScratchDirectory {

  private ScratchDirectory() {}

  /**
   * Makes a directory that is deleted when it is closed, with all that is in it.
   *
   * @param parent where, on any file system that Hadoop knows. Empty: this machine's temporary
   *     folder
   */
  public static Scratch in(Configuration hadoop, String parent) throws IOException {
    String place = parent.isEmpty() ? System.getProperty("java.io.tmpdir") : parent;
    return Scratch.in(hadoop, new Path(place));
  }
}
