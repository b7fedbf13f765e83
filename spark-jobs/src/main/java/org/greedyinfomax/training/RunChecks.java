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
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.input.NetworkInput;
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.model.FrameSupervisedSpec;
import org.greedyinfomax.storage.Location;
import org.greedyinfomax.storage.WholeFile;

/** Whether a recipe, a corpus and a run fit each other and the machine. */
final class RunChecks {

  private RunChecks() {}

  /**
   * Opens a corpus.
   *
   * @throws IllegalArgumentException if a recipe cannot be trained on it
   */
  static Corpus open(Configuration hadoop, Recipe recipe, String path) throws IOException {
    Corpus corpus = Corpus.open(hadoop, path);
    NetworkInput.requireFits(recipe, corpus);
    return corpus;
  }

  /** What a run takes from a corpus, or from the run whose modules it builds on. */
  static RunInput inputOf(
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
    Pretraining.requireBudget(recipe, rounds);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    new MemoryCheck(recipe, ExecutorMemory.least(context)).require(rounds);
  }

  /** What is decided about modules of a run, of which nothing may be missing. */
  static Stops stops(RunDirectory run, Recipe recipe, int frozen) throws IOException {
    ValidationLog log = run.validationLog();
    if (recipe.validation().mayStop()) {
      log.requireAllBefore(run.checkpoints().newest(), recipe.validation().interval());
    }
    return Stops.of(recipe.stack(), frozen, log.last());
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
