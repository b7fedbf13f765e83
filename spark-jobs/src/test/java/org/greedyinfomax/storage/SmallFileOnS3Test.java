package org.greedyinfomax.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.s3.S3Bucket;
import org.greedyinfomax.s3.S3Gateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** In an object store, by S3A. */
final class SmallFileOnS3Test extends SmallFileKit {

  private static final Configuration HADOOP = S3Bucket.hadoop();
  private static S3Bucket bucket;
  private String name;

  @BeforeAll
  static void makeBucket() throws IOException, InterruptedException {
    bucket = S3Bucket.create("small-files");
  }

  @BeforeEach
  void name(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
  }

  @AfterEach
  void allowAll() {
    S3Bucket.gateway().allow(request -> true);
  }

  @Override
  Configuration hadoop() {
    return HADOOP;
  }

  @Override
  Path directory() {
    return new Path(bucket.at(name));
  }

  @Override
  int replacements() {
    return 20;
  }

  @Test
  void isTheOldOrTheNewOneWheneverItsWriterIsKilled() throws IOException {
    S3Gateway gateway = S3Bucket.gateway();
    boolean isWritten = false;
    for (int requests = 0; !isWritten; requests++) {
      gateway.allow(request -> true);
      WholeFile.write(HADOOP, file(), bytes("old"));
      AtomicInteger left = new AtomicInteger(requests);
      gateway.allow(request -> left.getAndDecrement() > 0);
      isWritten = write("new");
      gateway.allow(request -> true);

      assertThat(WholeFile.readText(HADOOP, file()))
          .as("after %d requests", requests)
          .matches("old|new");
    }
  }

  private boolean write(String text) {
    try {
      WholeFile.write(HADOOP, file(), bytes(text));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void takesThreeRequestsToWriteAndTwoToRead() throws IOException {
    S3Gateway gateway = S3Bucket.gateway();
    WholeFile.write(HADOOP, file(), bytes("old"));

    gateway.forget();
    WholeFile.write(HADOOP, file(), bytes("new"));
    assertThat(gateway.requests()).hasSizeLessThanOrEqualTo(3);

    gateway.forget();
    assertThat(WholeFile.readText(HADOOP, file())).isEqualTo("new");
    assertThat(gateway.requests()).hasSizeLessThanOrEqualTo(2);
  }

  /** An earlier version renamed, and a kill between deletion and copy left this. */
  @Test
  void isReadFromWhatAnEarlierVersionLeft() throws IOException {
    put(".words.txt.0123456789abcdef0123456789abcdef.tmp", "kept");

    assertThat(WholeFile.exists(HADOOP, file())).isTrue();
    assertThat(WholeFile.readText(HADOOP, file())).isEqualTo("kept");
  }
}
