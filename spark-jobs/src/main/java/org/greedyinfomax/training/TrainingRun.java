package org.greedyinfomax.training;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
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
  private final Crops crops;
  private final Checkpoint start;

  private TrainingRun(
      SparkSession spark,
      Recipe recipe,
      RunDirectory run,
      Rounds rounds,
      Crops crops,
      Checkpoint start) {
    this.spark = spark;
    this.recipe = recipe;
    this.run = run;
    this.rounds = rounds;
    this.crops = crops;
    this.start = start;
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
    List<int[]> rows = Selection.rows(spark, opened, recipe.corpus().where());
    RunInput input = inputOf(hadoop, recipe, opened, rows, foundation);
    Normalization normalization = input.normalization();
    Rounds rounds = roundsOf(recipe, input);
    requireFits(spark, recipe, rounds);
    Checkpoint start =
        foundation.map(below -> below.start(recipe)).orElseGet(() -> Checkpoint.untrained(recipe));
    Crops crops = crops(hadoop, recipe, opened, rows, normalization, rounds);
    RunDirectory directory = RunDirectory.create(hadoop, run, existing);
    input.write(hadoop, directory.file(RunInput.NAME));
    if (foundation.isPresent()) { // so that the run needs the other one no more
      directory.checkpoints(recipe).write(start);
    }
    directory.writeRecipe(recipe); // last: it makes the directory a run
    return new TrainingRun(spark, recipe, directory, rounds, crops, start);
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
    List<int[]> rows = Selection.rows(spark, opened, recipe.corpus().where());
    RunInput now = inputOf(hadoop, recipe, opened, rows, Optional.empty());
    Check.argument(
        before.corpusHash().equals(now.corpusHash()),
        "the run %s was started on another corpus (%s): resume with that one, or start a new run",
        run.path(),
        before.corpus());
    Rounds rounds = roundsOf(recipe, before);
    requireFits(spark, recipe, rounds);
    Checkpoint start =
        run.checkpoints().latest(rounds).orElseGet(() -> Checkpoint.untrained(recipe));
    Crops crops = crops(hadoop, recipe, opened, rows, before.normalization(), rounds);
    run.writeRecipe(recipe);
    return new TrainingRun(spark, recipe, run, rounds, crops, start);
  }

  /**
   * How many recordings a recipe would train on.
   *
   * @throws IllegalArgumentException if recipe and corpus do not fit
   */
  public static long recordings(SparkSession spark, Recipe recipe, String corpus)
      throws IOException {
    Corpus opened = open(spark.sparkContext().hadoopConfiguration(), recipe, corpus);
    return count(Selection.rows(spark, opened, recipe.corpus().where()));
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
      List<int[]> rows,
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
        count(rows),
        normalization.means(),
        normalization.standardDeviations(),
        foundation.map(Foundation::run).orElse(""),
        foundation.map(Foundation::hash).orElse(""),
        foundation.map(below -> below.states().size()).orElse(0));
  }

  private static long count(List<int[]> rows) {
    return rows.stream().mapToLong(group -> group.length).sum();
  }

  private static Crops crops(
      Configuration hadoop,
      Recipe recipe,
      Corpus corpus,
      List<int[]> rows,
      Normalization normalization,
      Rounds rounds)
      throws IOException {
    SampleOrder order = new SampleOrder(recipe.seed(), rows, recipe.corpus().shuffleRowGroups());
    return new Crops(
        corpus,
        recipe,
        NetworkInput.of(recipe, normalization),
        TrainingLabels.of(hadoop, recipe, corpus, rows),
        order,
        rounds.stepsPerEpoch());
  }

  /** Rounds of the whole run. */
  public int rounds() {
    return rounds.count();
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
              spark, run, recipe, rounds, crops, start, progress, observer, interruption);
      Checkpoint end = pretraining.train();
      interruption.remedy(
          "round %d of %d is saved in %s: go on with --resume"
              .formatted(end.rounds(), rounds.count(), run.path()));
      return end;
    }
  }
}
