package org.greedyinfomax.storage;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** On HDFS. */
@Tag("slow")
final class SmallFileOnHdfsTest extends SmallFileKit {

  @TempDir private static java.nio.file.Path folder;
  private static Configuration hadoop;
  private static MiniDFSCluster hdfs;
  private Path directory;

  @BeforeAll
  static void start() throws IOException {
    hadoop = new Configuration();
    hdfs = MiniHdfs.start(hadoop, folder, 1);
  }

  @AfterAll
  static void stop() {
    hdfs.shutdown();
  }

  @BeforeEach
  void name(TestInfo test) throws IOException {
    directory =
        new Path(
            hdfs.getFileSystem().getUri() + "/" + test.getTestMethod().orElseThrow().getName());
  }

  @Override
  int replacements() {
    return 10;
  }

  @Override
  Configuration hadoop() {
    return hadoop;
  }

  @Override
  Path directory() {
    return directory;
  }
}
