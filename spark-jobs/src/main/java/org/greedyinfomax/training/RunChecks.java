package org.greedyinfomax.training;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Checkpoints;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunInput;
import org.greedyinfomax.run.StoppingRounds;
import org.greedyinfomax.run.ValidationLog;
import org.greedyinfomax.storage.Location;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.training.batch.Selection;
import org.greedyinfomax.training.resource.ExecutorMemory;
import org.greedyinfomax.training.tuning.Foundation;

/** Checks that a recipe, a corpus and a run fit each other and the machine. */
final class RunChecks {

  private RunChecks() {}

  /**
   * Opens a corpus.
   *
   * @throws IllegalArgumentException if a recipe cannot be trained on it
   */
  static Corpus open(Configuration hadoop, Recipe recipe, String path) throws IOException {
    Corpus corpus = Corpus.open(hadoop, path);
    Modality.of(recipe).requireFits(corpus);
    return corpus;
  }

  /** What a run takes from a corpus, or from the run whose modules it begins with. */
  static RunInput inputOf(
      Configuration hadoop,
      Recipe recipe,
      Corpus corpus,
      Selection rows,
      Optional<Foundation> foundation)
      throws IOException {
    Normalization normalization =
        foundation
            .map(Foundation::normalization)
            .orElseGet(() -> Modality.of(recipe).normalization(corpus.manifest()));
    return new RunInput(
        RunInput.VERSION,
        corpus.path(),
        hashOf(hadoop, corpus.path()),
        Selection.count(rows.trained()),
        normalization.means(),
        normalization.standardDeviations(),
        foundation.map(Foundation::run).orElse(""),
        foundation.map(Foundation::hash).orElse(""),
        foundation.map(Foundation::frozen).orElse(0));
  }

  private static String hashOf(Configuration hadoop, String corpus) throws IOException {
    return WholeFile.sha256(WholeFile.read(hadoop, new Path(corpus, "corpus.json")));
  }

  /**
   * Checks that a run can go on with a recipe.
   *
   * @throws IllegalArgumentException if training depends on what differs
   */
  static void requireSameTraining(RunDirectory run, Recipe recipe) throws IOException {
    Recipe started = run.recipe();
    Check.argument(
        !started.optimizer().dependsOnEnd()
            || !recipe.optimizer().dependsOnEnd()
            || started.training().epochs() == recipe.training().epochs(),
        "the learning rate of the run %s falls until epoch %d (optimizer.schedule = cosine), so"
            + " that its first steps depend on training.epochs: resume without changing it to %d, or"
            + " start a new run",
        run.path(),
        started.training().epochs(),
        recipe.training().epochs());
    Check.argument(
        started.trainingHash().equals(recipe.trainingHash()),
        "the run %s was started with another recipe: resume with --recipe %s, or start a new run",
        run.path(),
        run.file("config.conf"));
  }

  /**
   * What a run took from its corpus.
   *
   * @throws IllegalArgumentException if it has none, because its modules were imported
   */
  static RunInput trainedInput(RunDirectory run) throws IOException {
    RunInput input = run.input();
    Check.argument(
        input.hasCorpus(),
        "the modules of the run %s were imported, and are not trained any more: put new ones on them"
            + " with --init-from",
        run.path());
    return input;
  }

  /**
   * Checks that a corpus is a run's.
   *
   * @param corpus path
   * @throws IllegalArgumentException if the run was started on another
   */
  static void requireSameCorpus(RunDirectory run, RunInput before, String corpus)
      throws IOException {
    Check.argument(
        before.corpusHash().equals(hashOf(run.hadoop(), corpus)),
        "the run %s was started on another corpus (%s): resume with that one, or start a new run",
        run.path(),
        before.corpus());
  }

  /**
   * The rounds of a run.
   *
   * @throws IllegalArgumentException if the rows do not fill a mini-batch of every replica
   */
  static Rounds roundsOf(Recipe recipe, RunInput input) {
    return Rounds.of(
        recipe.training(), input.frozen(), recipe.stack().modules().size(), input.recordings());
  }

  /**
   * Checks that there are steps after the warm-up, and that there is room for training.
   *
   * @throws IllegalArgumentException if not, or memory or the budget for activations are too small
   */
  static void requireFits(SparkSession spark, Recipe recipe, Rounds rounds) throws IOException {
    Check.argument(
        recipe.optimizer().warmupSteps() < rounds.stepsPerPhase(),
        "optimizer.warmupSteps must be less than the %d steps that a module takes, but is %d: lower"
            + " it, or raise training.epochs",
        rounds.stepsPerPhase(),
        recipe.optimizer().warmupSteps());
    TrainingPhases.requireBudget(recipe, rounds);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    new MemoryCheck(recipe, ExecutorMemory.least(context)).require(rounds);
  }

  /**
   * What a run goes on from, once nothing is missing that decides which modules learn until there.
   *
   * <p>Nothing is asked for that only a newer checkpoint needs, which is damaged, or which the run
   * does not pass through: a process that went on without it has forgotten what came after its own
   * start.
   *
   * @throws IllegalArgumentException if something is missing, the run is already beyond the end of
   *     these rounds, no checkpoint is whole, or one is of another recipe
   */
  static Checkpoints.Found latest(RunDirectory run, Recipe recipe, Rounds rounds)
      throws IOException {
    ValidationLog log = run.validationLog();
    Checkpoints.Found found = run.checkpoints().latest(rounds, stops(run, recipe, rounds.frozen()));
    if (recipe.validation().mayStop()) {
      log.requireAllBefore(
          found.checkpoint().map(Checkpoint::rounds).orElse(found.passedOver()),
          recipe.validation().interval());
    }
    return found;
  }

  /** What is decided about modules of a run. */
  static StoppingRounds stops(RunDirectory run, Recipe recipe, int frozen) throws IOException {
    return StoppingRounds.of(recipe.stack(), frozen, run.validationLog().last());
  }

  /**
   * What a run begins anew with that has no checkpoint to go on from.
   *
   * @throws IllegalArgumentException if it began with states of another run, which were in its
   *     checkpoints only
   */
  static Checkpoint fromTheStart(RunDirectory run, Recipe recipe, RunInput input, String damaged) {
    Check.argument(
        input.foundation().isEmpty(),
        "%sthe run %s has no checkpoint that it can go on from, and only checkpoints have the %s that"
            + " it took from %s: restore one, or start the run anew with --init-from and --overwrite",
        damaged.isEmpty() ? "" : damaged + "; ",
        run.path(),
        input.frozen() > 0 ? Text.format("states of the %d modules", input.frozen()) : "weights",
        input.foundation());
    return Checkpoint.untrained(recipe);
  }

  /**
   * Checks that nothing a new run needs lies in the directory that is emptied for it.
   *
   * @param foundation path of the run that it builds on; empty if there is none
   * @throws IllegalArgumentException if something does
   */
  static void requireOutside(
      Configuration hadoop, String run, Recipe recipe, String corpus, String foundation)
      throws IOException {
    List<String> needed =
        Stream.of(
                corpus,
                foundation,
                recipe.probe().corpus(),
                recipe.probe().frameLabels(),
                frameLabels(recipe))
            .filter(path -> !path.isEmpty())
            .toList();
    for (String path : needed) {
      Check.argument(
          !Location.isWithin(hadoop, new Path(path), new Path(run)),
          "%s lies in the run directory %s, which would be overwritten, and is needed for the new"
              + " run: choose another run directory, or move it elsewhere",
          path,
          run);
    }
  }

  private static String frameLabels(Recipe recipe) {
    return recipe.stack().loss() instanceof FrameSupervisedSpec frames ? frames.file() : "";
  }
}
