package org.greedyinfomax.storage;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.io.TempDir;

/** On a local disk. */
final class SmallFileOnDiskTest extends SmallFileKit {

  @TempDir private java.nio.file.Path folder;

  @Override
  Configuration hadoop() {
    return new Configuration();
  }

  @Override
  Path directory() {
    return new Path(folder.resolve("of-test").toString());
  }
}
