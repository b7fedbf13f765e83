package org.greedyinfomax.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

/** What was thrown, and what people are told. */
final class FailureTest {

  @Test
  void sparksWordsAroundOursAreTakenOff() {
    IOException ours = new IOException("shard 1 is missing; ingest again");
    Throwable sparks =
        new SparkException(
            "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times ...",
            new SparkException("Task failed while writing rows.", new UncheckedIOException(ours)));

    assertFails(sparks, ExitCode.USAGE, "shard 1 is missing; ingest again");
    assertFails(
        new ExecutionException(new IllegalArgumentException("no label \"age\"")),
        ExitCode.USAGE,
        "no label \"age\"");
  }

  @Test
  void whatATaskSaidIsReadWhereItsExceptionDidNotCome() {
    assertFails(
        new SparkException(
            "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent"
                + " failure: Lost task 0.3 in stage 3.0 (TID 9) (node-7 executor 2):"
                + " java.io.IOException: shard 1 is missing; ingest again\n\tat a.B.c(B.java:1)"),
        ExitCode.USAGE,
        "shard 1 is missing; ingest again");
  }

  @Test
  void placesThatCannotBeWrittenComeWithAReasonAndARemedy() {
    String remedy = "let this user read and write there, or take another place";
    assertFails(
        new IOException("cannot write /ro/a: /ro/a", new AccessDeniedException("/ro/a")),
        ExitCode.USAGE,
        "cannot write /ro/a: /ro/a: permission denied: " + remedy);
    assertFails(
        new FileNotFoundException("/ro/a (Permission denied)"),
        ExitCode.USAGE,
        "/ro/a (Permission denied): " + remedy);
    assertFails(
        new UncheckedIOException(new IOException("/ro/a: Read-only file system")),
        ExitCode.USAGE,
        "/ro/a: Read-only file system: take a place where this user may write");
  }

  @Test
  void aFileSystemThatIsNotOnTheClassPathIsNamedWithTheRemedy() {
    String remedy =
        ": put the jars of that file system on the class path, by GIM_CLASSPATH of bin/gim or by"
            + " --packages of spark-submit";
    assertFails(
        new RuntimeException(
            new ClassNotFoundException("Class org.apache.hadoop.fs.s3a.S3AFileSystem not found")),
        ExitCode.USAGE,
        "Class org.apache.hadoop.fs.s3a.S3AFileSystem not found" + remedy);
    assertFails(
        new UnsupportedFileSystemException("No FileSystem for scheme \"gs\""),
        ExitCode.USAGE,
        "No FileSystem for scheme \"gs\"" + remedy);
  }

  @Test
  void fullDisksAndLostNetworksAreTheMachines() {
    assertFails(
        new UncheckedIOException(new IOException("No space left on device")),
        ExitCode.PREFLIGHT,
        "No space left on device: make room, or take another place");
    assertFails(
        new IOException("Call to nn:8020 failed", new ConnectException("Connection refused")),
        ExitCode.PREFLIGHT,
        "Call to nn:8020 failed: is the file system there, and its name right?");
  }

  @Test
  void memoryThatHasEndedIsNamedWithTheKnobsForIt() {
    String heap = "memory has ended (Java heap space): " + Failure.MEMORY;
    assertFails(new OutOfMemoryError("Java heap space"), ExitCode.PREFLIGHT, heap);
    assertFails(
        new SparkException("Job aborted", new OutOfMemoryError("Java heap space")),
        ExitCode.PREFLIGHT,
        heap);
    assertFails(
        new JobException(
            ExitCode.INTERRUPTED,
            "round 1 of gru failed: Java heap space",
            new OutOfMemoryError("Java heap space")),
        ExitCode.INTERRUPTED,
        "round 1 of gru failed: Java heap space; " + heap);
    assertThat(Failure.MEMORY)
        .contains("GIM_MEMORY", "spark.driver.memory", "spark.executor.memory");
  }

  @Test
  void aSparkThatHasStoppedIsNoMystery() {
    Failure failure =
        Failure.of(
            new IllegalStateException(
                "Cannot call methods on a stopped SparkContext.\nThis stopped SparkContext was"));

    assertThat(failure.code()).isEqualTo(ExitCode.PREFLIGHT);
    assertThat(failure.sentence())
        .startsWith("Spark has stopped before the command was done, because memory has ended");
  }

  @Test
  void executorsThatWereKilledForMemoryAreNamed() {
    Failure failure =
        Failure.of(
            new SparkException(
                "Job aborted due to stage failure: ExecutorLostFailure (executor 1 exited caused by"
                    + " one of the running tasks) Reason: Command exited with exit code 137"));

    assertThat(failure.code()).isEqualTo(ExitCode.PREFLIGHT);
    assertThat(failure.sentence()).contains("spark.executor.memory", "memoryOverhead");
  }

  @Test
  void allElseIsUnexpectedInOneLine() {
    assertFails(
        new IllegalStateException("one\ntwo"),
        ExitCode.OTHER,
        "unexpected java.lang.IllegalStateException: one");
    assertFails(
        new NullPointerException(), ExitCode.OTHER, "unexpected java.lang.NullPointerException");
  }

  private static void assertFails(Throwable thrown, ExitCode code, String sentence) {
    Failure failure = Failure.of(thrown);

    assertThat(failure.sentence()).isEqualTo(sentence);
    assertThat(failure.code()).isEqualTo(code);
  }
}
