package org.greedyinfomax.training;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.greedyinfomax.storage.Lease;

/** A small corpus, and beside it the directories of runs on it. */
public final class Runs {

  private final Path parent;

  /** Writes a corpus of sounds. */
  public Runs(Path parent) throws IOException {
    this(parent, Small.SOUNDS);
  }

  /** Writes a corpus. */
  public Runs(Path parent, Small small) throws IOException {
    this.parent = parent;
    small.writeCorpus(corpus());
  }

  public String corpus() {
    return parent.resolve("corpus").toString();
  }

  public Path path(String run) {
    return parent.resolve(run);
  }

  public RunDirectory directory(String run) throws IOException {
    return RunDirectory.open(new Configuration(), path(run).toString());
  }

  public TrainingRun start(SparkSession spark, Recipe recipe, String run) throws IOException {
    return TrainingRun.start(spark, recipe, corpus(), path(run).toString(), Existing.REFUSE);
  }

  TrainingRun resume(SparkSession spark, Recipe recipe, String run) throws IOException {
    return TrainingRun.resume(spark, recipe, corpus(), directory(run));
  }

  /** Trains a new run to its end. */
  public Checkpoint train(SparkSession spark, Recipe recipe, String run) throws IOException {
    return start(spark, recipe, run).train(quiet());
  }

  /** Copies a run, but not the lease of the process that trains it. */
  void copy(String run, String to) throws IOException {
    try (Stream<Path> all = Files.walk(path(run))) {
      Stream<Path> files = all.filter(file -> !Lease.isOfLease(file.getFileName().toString()));
      for (Path file : files.toList()) { // directories come before what is in them
        Files.copy(file, path(to).resolve(path(run).relativize(file)));
      }
    }
  }

  /** Deletes the manifest of a checkpoint, as if the run had been killed before it. */
  public void forget(String run, int round) throws IOException {
    Files.delete(path(run).resolve("checkpoints/round-%06d.json".formatted(round)));
  }

  /** Does something when a line with this beginning is first printed. */
  static Progress calling(String start, Runnable action) {
    PrintStream out =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8) {
          private boolean isDone;

          @Override
          public PrintStream printf(Locale locale, String format, Object... values) {
            if (!isDone && String.format(locale, format, values).startsWith(start)) {
              isDone = true;
              action.run();
            }
            return this;
          }
        };
    return new Progress(out, 0);
  }

  public static Progress quiet() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Progress(nowhere, 0);
  }
}
