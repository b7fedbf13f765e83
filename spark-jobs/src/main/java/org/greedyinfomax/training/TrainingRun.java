package org.greedyinfomax.training;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.input.NetworkInput;
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.storage.WholeFile;

/** A run that is about to train: recipe, corpus and directory fit each other. */
public final class TrainingRun {

  private final SparkSession spark;
  private final Recipe recipe;
  private final RunDirectory run;
  private final Rounds rounds;
  private final Samples samples;
  private final Checkpoint start;
  private int end;

  private TrainingRun(
      SparkSession spark,
      Recipe recipe,
      RunDirectory run,
      Rounds rounds,
      Samples samples,
      Checkpoint start,
      Stops stops) {
    this.spark = spark;
    this.recipe = recipe;
    this.run = run;
    this.rounds = rounds;
    this.samples = samples;
    this.start = start;
    end = stops.end(rounds.count());
  }

  /**
   * Prepares a new run. Nothing is written before everything is checked.
   *
   * @throws IllegalArgumentException if recipe, corpus and directory do not fit
   */
  public static TrainingRun start(
      SparkSession spark, Recipe recipe, String corpus, String run, RunDirectory.Existing existing)
      throws IOException {
    return start(spark, recipe, corpus, run, existing, Optional.empty());
  }

  /**
   * Prepares a new run that puts modules on those of a finished one, and trains only the new ones.
   *
   * @throws IllegalArgumentException if recipe, corpus, directory and finished run do not fit
   */
  public static TrainingRun grow(
      SparkSession spark,
      Recipe recipe,
      String corpus,
      String run,
      RunDirectory.Existing existing,
      RunDirectory finished)
      throws IOException {
    return start(
        spark, recipe, corpus, run, existing, Optional.of(Foundation.of(finished, recipe)));
  }

  private static TrainingRun start(
      SparkSession spark,
      Recipe recipe,
      String corpus,
      String run,
      RunDirectory.Existing existing,
      Optional<Foundation> foundation)
      throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Corpus opened = open(hadoop, recipe, corpus);
    Selection rows = Selection.of(spark, opened, recipe);
    RunInput input = inputOf(hadoop, recipe, opened, rows, foundation);
    Normalization normalization = input.normalization();
    Rounds rounds = roundsOf(recipe, input);
    requireFits(spark, recipe, rounds);
    Checkpoint start =
        foundation.map(below -> below.start(recipe)).orElseGet(() -> Checkpoint.untrained(recipe));
    Samples samples = Samples.of(hadoop, recipe, opened, rows, normalization, rounds);
    RunDirectory directory = RunDirectory.create(hadoop, run, existing);
    input.write(hadoop, directory.file(RunInput.NAME));
    if (foundation.isPresent()) { // so that the run needs the other one no more
      directory.checkpoints(recipe).write(start);
    }
    directory.writeRecipe(recipe); // last: it makes the directory a run
    Stops none = Stops.of(recipe.stack(), input.frozen(), Optional.empty());
    return new TrainingRun(spark, recipe, directory, rounds, samples, start, none);
  }

  private static void requireFits(SparkSession spark, Recipe recipe, Rounds rounds)
      throws IOException {
    Pretraining.requireBudget(recipe, rounds);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    new MemoryCheck(recipe, ExecutorMemory.least(context)).require(rounds);
  }

  private static Rounds roundsOf(Recipe recipe, RunInput input) {
    return Rounds.of(
        recipe.training(), input.frozen(), recipe.stack().modules().size(), input.recordings());
  }

  /**
   * Prepares to go on with a run, from the newest checkpoint that lies on its way.
   *
   * <p>If the run is prolonged, that need not be its last: a round that the last epoch cut short is
   * trained again at full length, so that the run ends as one that was long from the start.
   *
   * @param recipe may differ from the run's in what training does not depend on
   * @throws IllegalArgumentException if recipe, corpus and run do not fit
   */
  public static TrainingRun resume(
      SparkSession spark, Recipe recipe, String corpus, RunDirectory run) throws IOException {
    Check.argument(
        run.recipe().trainingHash().equals(recipe.trainingHash()),
        "the run %s was started with another recipe: resume with --recipe %s, or start a new run",
        run.path(),
        run.file("config.conf"));
    RunInput before = run.input();
    Check.argument(
        before.hasCorpus(),
        "the modules of the run %s were imported, and are not trained any more: put new ones on them"
            + " with --init-from",
        run.path());
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Corpus opened = open(hadoop, recipe, corpus);
    Selection rows = Selection.of(spark, opened, recipe);
    RunInput now = inputOf(hadoop, recipe, opened, rows, Optional.empty());
    Check.argument(
        before.corpusHash().equals(now.corpusHash()),
        "the run %s was started on another corpus (%s): resume with that one, or start a new run",
        run.path(),
        before.corpus());
    Rounds rounds = roundsOf(recipe, before);
    requireFits(spark, recipe, rounds);
    Stops stops = stops(run, recipe, before.frozen());
    Checkpoint start =
        run.checkpoints().latest(rounds, stops).orElseGet(() -> Checkpoint.untrained(recipe));
    Samples samples = Samples.of(hadoop, recipe, opened, rows, before.normalization(), rounds);
    run.writeRecipe(recipe);
    return new TrainingRun(spark, recipe, run, rounds, samples, start, stops);
  }

  /** What is decided about modules of a run, of which nothing may be missing. */
  private static Stops stops(RunDirectory run, Recipe recipe, int frozen) throws IOException {
    ValidationLog log = run.validationLog();
    if (recipe.validation().mayStop()) {
      log.requireAllBefore(run.checkpoints().newest(), recipe.validation().interval());
    }
    return Stops.of(recipe.stack(), frozen, log.last());
  }

  /**
   * How many recordings a recipe would train on.
   *
   * @throws IllegalArgumentException if recipe and corpus do not fit
   */
  public static long recordings(SparkSession spark, Recipe recipe, String corpus)
      throws IOException {
    Corpus opened = open(spark.sparkContext().hadoopConfiguration(), recipe, corpus);
    return Selection.count(Selection.of(spark, opened, recipe).trained());
  }

  private static Corpus open(Configuration hadoop, Recipe recipe, String path) throws IOException {
    Corpus corpus = Corpus.open(hadoop, path);
    NetworkInput.requireFits(recipe, corpus);
    return corpus;
  }

  private static RunInput inputOf(
      Configuration hadoop,
      Recipe recipe,
      Corpus corpus,
      Selection rows,
      Optional<Foundation> foundation)
      throws IOException {
    byte[] manifest = WholeFile.read(hadoop, new Path(corpus.path(), "corpus.json"));
    Normalization normalization =
        foundation
            .map(Foundation::normalization)
            .orElseGet(() -> Normalization.of(corpus.manifest(), recipe.input()));
    return new RunInput(
        RunInput.VERSION,
        corpus.path(),
        WholeFile.sha256(manifest),
        Selection.count(rows.trained()),
        normalization.means(),
        normalization.standardDeviations(),
        foundation.map(Foundation::run).orElse(""),
        foundation.map(Foundation::hash).orElse(""),
        foundation.map(below -> below.states().size()).orElse(0));
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
    return start.rounds();
  }

  /**
   * Trains to the end, once, or until the process is asked to stop: then the last finished round is
   * committed first.
   *
   * @throws IllegalArgumentException if training diverges
   */
  public Checkpoint train(Progress progress) throws IOException {
    return train(progress, Observer.NONE);
  }

  /** The same, while somebody looks on. */
  public Checkpoint train(Progress progress, Observer observer) throws IOException {
    try (Interruption interruption = Interruption.watch(spark.sparkContext())) {
      Pretraining pretraining =
          new Pretraining(
              spark, run, recipe, rounds, samples, start, progress, observer, interruption);
      Checkpoint reached = pretraining.train();
      end = pretraining.end();
      interruption.remedy(
          Text.format(
              "round %d of %d is saved in %s: go on with --resume",
              reached.rounds(), rounds.count(), run.path()));
      return reached;
    }
  }
}
