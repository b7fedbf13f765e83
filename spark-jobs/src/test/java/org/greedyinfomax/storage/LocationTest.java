package org.greedyinfomax.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What typed paths mean. */
final class LocationTest {

  private static final String HERE = Path.of("").toAbsolutePath().toString();

  @ParameterizedTest
  @CsvSource({"corpus", "runs/a", "12:30.wav", "a,b", "with space/x"})
  void relativePathsBeginWhereTheDriverIs(String typed) throws IOException {
    assertThat(whole("file:///", typed)).isEqualTo(HERE + "/" + typed);
  }

  @Test
  void andOnTheDefaultFileSystem() throws IOException {
    Configuration hadoop = BareFileSystem.settings();
    hadoop.set("fs.defaultFS", "bare:///");

    assertThat(Location.whole("runs/a", () -> hadoop)).isEqualTo("bare:" + HERE + "/runs/a");
    assertThat(Location.whole("/runs/a", () -> hadoop)).isEqualTo("bare:/runs/a");
  }

  /** Nothing is asked about such a path. */
  @ParameterizedTest
  @CsvSource({
    "hdfs:///corpus, hdfs:///corpus",
    "s3a://bucket/run, s3a://bucket/run",
    "s3a://bucket, s3a://bucket/",
    "file:/tmp/x, file:/tmp/x",
    "'', ''"
  })
  void wholePathsStayAndABucketIsItsTopmostFolder(String typed, String whole) throws IOException {
    assertThat(
            Location.whole(
                typed,
                () -> {
                  throw new AssertionError(typed);
                }))
        .isEqualTo(whole);
  }

  @Test
  void absoluteOnesStayWhereLocalFilesAreTheDefault() throws IOException {
    assertThat(whole("file:///", "/tmp/../x")).isEqualTo("/tmp/../x");
  }

  private static String whole(String defaultFileSystem, String typed) throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.defaultFS", defaultFileSystem);
    return Location.whole(typed, () -> hadoop);
  }
}
