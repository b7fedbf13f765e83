package org.greedyinfomax.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Checkpoints;
import org.greedyinfomax.run.Observer;
import org.greedyinfomax.run.OwnedRun;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunInput;
import org.greedyinfomax.run.RunStoppedException;
import org.greedyinfomax.run.SavedRounds;
import org.greedyinfomax.run.StoppingRounds;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.LeaseLostException;
import org.greedyinfomax.training.batch.Samples;
import org.greedyinfomax.training.batch.Selection;
import org.greedyinfomax.training.tuning.Foundation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that is about to train: recipe, corpus and directory fit each other, and until it is closed
 * no other process may change the directory.
 */
public final class TrainingRun implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

  private final SparkSession spark;
  private final Recipe recipe;
  private final OwnedRun owned;
  private final Rounds rounds;
  private final StartingPoint start;
  private int end;

  private TrainingRun(
      SparkSession spark, Recipe recipe, OwnedRun owned, Rounds rounds, StartingPoint start) {
    this.spark = spark;
    this.recipe = recipe;
    this.owned = owned;
    this.rounds = rounds;
    this.start = start;
    end = start.end();
  }

  /** Prepares a new run, where there is nobody to tell of a former owner. */
  public static TrainingRun start(
      SparkSession spark, Recipe recipe, String corpus, String run, RunDirectory.Existing existing)
      throws IOException {
    return start(spark, recipe, corpus, run, existing, LOG::info);
  }

  /**
   * Prepares a new run. Nothing is written before everything is checked.
   *
   * @param told what there is to say about rows and about a former owner of the directory
   * @throws IllegalArgumentException if recipe, corpus and directory do not fit, or the directory
   *     is in use
   * @throws RunStoppedException if the directory cannot be written
   */
  public static TrainingRun start(
      SparkSession spark,
      Recipe recipe,
      String corpus,
      String run,
      RunDirectory.Existing existing,
      Consumer<String> told)
      throws IOException {
    return start(spark, recipe, corpus, run, existing, Optional.empty(), told);
  }

  /**
   * Prepares a new run that puts modules on those of a finished one, and trains only the new ones;
   * or, if its recipe learns from labels, one that begins with the weights of a finished one, and
   * trains all modules.
   *
   * @param told what there is to say about rows and about a former owner of the directory
   * @throws IllegalArgumentException if recipe, corpus, directory and finished run do not fit, or
   *     the directory is in use
   * @throws RunStoppedException if the directory cannot be written
   */
  public static TrainingRun grow(
      SparkSession spark,
      Recipe recipe,
      String corpus,
      String run,
      RunDirectory.Existing existing,
      RunDirectory finished,
      Consumer<String> told)
      throws IOException {
    return start(
        spark, recipe, corpus, run, existing, Optional.of(Foundation.of(finished, recipe)), told);
  }

  private static TrainingRun start(
      SparkSession spark,
      Recipe recipe,
      String corpus,
      String run,
      RunDirectory.Existing existing,
      Optional<Foundation> foundation,
      Consumer<String> told)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Corpus opened = RunChecks.open(hadoop, recipe, corpus);
    Selection rows = Selection.of(spark, opened, recipe);
    RunInput input = RunChecks.inputOf(hadoop, recipe, opened, rows, foundation);
    Normalization normalization = input.normalization();
    Rounds rounds = RunChecks.roundsOf(recipe, input);
    RunChecks.requireFits(spark, recipe, rounds);
    Checkpoint start =
        foundation.map(below -> below.start(recipe)).orElseGet(() -> Checkpoint.untrained(recipe));
    Samples samples = Samples.of(hadoop, recipe, opened, rows, normalization, rounds);
    rows.note().ifPresent(told);
    if (existing == RunDirectory.Existing.OVERWRITE) {
      RunChecks.requireOutside(hadoop, run, recipe, corpus, input.foundation());
    }
    OwnedRun owned =
        OwnedRun.create(hadoop, run, existing, spark.sparkContext().applicationId(), told);
    owned.begin(
        directory -> {
          input.write(hadoop, directory.file(RunInput.NAME));
          if (foundation.isPresent()) { // so that the run needs the other one no more
            directory.checkpoints(recipe).write(start);
          }
          directory.writeRecipe(recipe); // last: it makes the directory a run
        });
    StoppingRounds none = StoppingRounds.of(recipe.stack(), input.frozen(), Optional.empty());
    return new TrainingRun(
        spark, recipe, owned, rounds, new StartingPoint(samples, start, none.end(rounds.count())));
  }

  /** Prepares to go on with a run, where there is nobody to tell of a former owner. */
  public static TrainingRun resume(
      SparkSession spark, Recipe recipe, String corpus, RunDirectory run) throws IOException {
    return resume(spark, recipe, corpus, run, LOG::info);
  }

  /**
   * Prepares to go on with a run, from the newest checkpoint that lies on its way.
   *
   * <p>If the run is prolonged, that need not be its last: a round that the last epoch cut short is
   * trained again at full length, so that the run ends as one that was long from the start.
   *
   * @param recipe may differ from the run's in what training does not depend on
   * @param told what there is to say about a former owner of the run
   * @throws IllegalArgumentException if recipe, corpus and run do not fit, or the run is in use
   * @throws RunStoppedException if the directory cannot be written
   */
  public static TrainingRun resume(
      SparkSession spark, Recipe recipe, String corpus, RunDirectory run, Consumer<String> told)
      throws IOException {
    RunChecks.requireSameTraining(run, recipe);
    RunInput before = RunChecks.trainedInput(run);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Corpus opened = RunChecks.open(hadoop, recipe, corpus);
    RunChecks.requireSameCorpus(run, before, opened.path());
    Selection rows = Selection.of(spark, opened, recipe);
    Rounds rounds = RunChecks.roundsOf(recipe, before);
    RunChecks.requireFits(spark, recipe, rounds);
    Samples samples = Samples.of(hadoop, recipe, opened, rows, before.normalization(), rounds);
    OwnedRun owned = OwnedRun.open(run, spark.sparkContext().applicationId(), told);
    try { // what follows is read once nobody else changes it
      Checkpoints.Found found = RunChecks.latest(run, recipe, rounds);
      String damaged = String.join("; ", found.damaged());
      Checkpoint start =
          found.checkpoint().orElseGet(() -> RunChecks.fromTheStart(run, recipe, before, damaged));
      if (!damaged.isEmpty()) {
        told.accept(
            Text.format(
                "%s: going on from %s, to the same result",
                damaged,
                found.checkpoint().isEmpty()
                    ? "the start"
                    : Text.format("the checkpoint of round %d", start.rounds())));
      }
      writeRecipe(run, recipe, rounds);
      StoppingRounds stops = RunChecks.stops(run, recipe, before.frozen());
      return new TrainingRun(
          spark,
          recipe,
          owned,
          rounds,
          new StartingPoint(samples, start, stops.end(rounds.count())));
    } catch (IOException | RuntimeException | Error e) { // an Error is what a dying disk is
      owned.close();
      throw e;
    }
  }

  private static void writeRecipe(RunDirectory run, Recipe recipe, Rounds rounds) {
    try {
      run.writeRecipe(recipe);
    } catch (IOException | FSError e) {
      throw SavedRounds.stopped(run, rounds.count(), e);
    }
  }

  /**
   * How many recordings a recipe would train on.
   *
   * @throws IllegalArgumentException if recipe and corpus do not fit
   */
  public static long recordings(SparkSession spark, Recipe recipe, String corpus)
      throws IOException {
    Corpus opened = RunChecks.open(spark.sparkContext().hadoopConfiguration(), recipe, corpus);
    return Selection.count(Selection.of(spark, opened, recipe).trained());
  }

  /**
   * Checks that a recipe can be trained on a corpus here, from the start, and writes nothing.
   *
   * @throws IllegalArgumentException if recipe and corpus do not fit each other or the machine
   */
  public static void requireFits(SparkSession spark, Recipe recipe, String corpus)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Corpus opened = RunChecks.open(hadoop, recipe, corpus);
    Selection rows = Selection.of(spark, opened, recipe);
    RunInput input = RunChecks.inputOf(hadoop, recipe, opened, rows, Optional.empty());
    RunChecks.requireFits(spark, recipe, RunChecks.roundsOf(recipe, input));
  }

  /** Rounds of the whole run as planned: it ends earlier if all modules stop. */
  public int rounds() {
    return rounds.count();
  }

  /** Rounds of the whole run, as far as it is decided which modules stop. */
  public int end() {
    return end;
  }

  /** Rounds that are finished already. */
  public int finishedRounds() {
    return start.checkpoint().rounds();
  }

  /**
   * Trains to the end, once, or until the process is asked to stop: then the last finished round is
   * committed first. Closes.
   *
   * @throws IllegalArgumentException if training diverges
   * @throws LeaseLostException if the run is another process's by now, or gone
   * @throws RunStoppedException if it fails for a reason that may pass
   */
  public Checkpoint train(Progress progress) throws IOException {
    try (TrainingRun run = this) {
      return run.train(progress, Observer.NONE);
    }
  }

  /** The same, while somebody looks on who has something to add to the run, and closes it then. */
  public Checkpoint train(Progress progress, Observer observer) throws IOException {
    RunDirectory run = owned.directory();
    try (Interruption interruption = Interruption.watch(spark.sparkContext())) {
      try (Closeable lastly = () -> closeIf(interruption.isRequested())) {
        Checkpoint reached = train(progress, observer, interruption);
        interruption.remedy(SavedRounds.text(run, rounds.count()));
        return reached;
      } catch (IOException | RuntimeException | Error e) {
        interruption.remedy(SavedRounds.reason(e));
        throw e;
      }
    }
  }

  private Checkpoint train(Progress progress, Observer observer, Interruption interruption)
      throws IOException {
    try {
      JavaSparkContext java = JavaSparkContext.fromSparkContext(spark.sparkContext());
      TrainingContext context = new TrainingContext(java, recipe, owned, rounds, progress);
      TrainingPhases phases = new TrainingPhases(context, start, observer, interruption);
      Checkpoint reached = phases.train();
      end = phases.end();
      return reached;
    } catch (IllegalArgumentException e) {
      throw e; // nothing that would pass
    } catch (Exception | FSError e) { // Spark's are checked, but undeclared in Java
      SavedRounds.requireKept(e);
      throw SavedRounds.stopped(owned.directory(), rounds.count(), e);
    }
  }

  private void closeIf(boolean isInterrupted) {
    if (isInterrupted) {
      close(); // here, for the process is about to end
    }
  }

  /** In words: what of it is saved, and how to go on. */
  public String saved() {
    return SavedRounds.text(owned.directory(), rounds.count());
  }

  /** By which the directory is this process's. */
  public Lease lease() {
    return owned.lease();
  }

  /** Gives the directory up. */
  @Override
  public void close() {
    owned.close();
  }
}
