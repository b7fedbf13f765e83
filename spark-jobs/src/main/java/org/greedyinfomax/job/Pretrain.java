package org.greedyinfomax.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.Failure;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.job.report.PageOfRun;
import org.greedyinfomax.job.report.RunReport;
import org.greedyinfomax.plan.TrainingPlan;
import org.greedyinfomax.probe.TrainingProbes;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Observer;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunStoppedException;
import org.greedyinfomax.storage.LeaseLostException;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.TrainingRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains an encoder on a corpus, without labels, and leaves a page about the run in its directory:
 * {@code gim pretrain}.
 */
public final class Pretrain {

  private static final Logger LOG = LoggerFactory.getLogger(Pretrain.class);

  private final SparkSession spark;
  private final Progress progress;

  /** Makes a job that tells how it goes. */
  public Pretrain(SparkSession spark, Progress progress) {
    this.spark = spark;
    this.progress = progress;
  }

  /**
   * A training from the start.
   *
   * @param corpus directory that was ingested
   * @param run directory for the run
   * @param initFrom directory of a finished run whose modules are at the bottom, or whose weights
   *     are the start; empty if all are new
   * @param overwrite whether a run in its place may be deleted
   * @param recipe that is trained
   */
  public record Options(
      String corpus, String run, Optional<String> initFrom, boolean overwrite, Recipe recipe) {}

  /**
   * A training that goes on.
   *
   * @param corpus directory that the run was started on
   * @param run directory of the run
   * @param recipe that the run should have; without one, its own
   * @param overrides of keys of its own recipe; none beside a recipe, which has them already
   */
  public record ResumeOptions(
      String corpus, String run, Optional<Recipe> recipe, List<String> overrides) {

    public ResumeOptions {
      overrides = List.copyOf(overrides);
    }
  }

  /**
   * What came of a run.
   *
   * @param run its directory
   * @param rounds finished
   * @param ofRounds planned; fewer are finished if all modules have stopped
   * @param stateHash SHA-256 that names the modules' states
   */
  public record Report(String run, int rounds, int ofRounds, String stateHash) {}

  /**
   * Trains from the start to the end, as {@link #start} or {@link #grow}.
   *
   * @throws IllegalArgumentException if what is named does not fit
   * @throws JobException if it ends early
   */
  public Report run(Options options) throws IOException {
    RunDirectory.Existing existing =
        options.overwrite() ? RunDirectory.Existing.OVERWRITE : RunDirectory.Existing.REFUSE;
    if (options.initFrom().isEmpty()) {
      return start(options.recipe(), options.corpus(), options.run(), existing);
    }
    RunDirectory finished = RunDirectory.open(hadoop(), options.initFrom().get());
    return grow(options.recipe(), options.corpus(), options.run(), existing, finished);
  }

  /**
   * Goes on with a run.
   *
   * @throws IllegalArgumentException if what is named does not fit
   * @throws JobException if it ends early
   */
  public Report resume(ResumeOptions options) throws IOException {
    RunDirectory run = RunDirectory.open(hadoop(), options.run());
    Recipe recipe =
        options.recipe().isPresent() ? options.recipe().get() : run.recipe(options.overrides());
    return resume(recipe, options.corpus(), run);
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  /**
   * Trains from the start to the end. What the recipe leaves to measurements is measured first.
   *
   * @param corpus directory that was ingested
   * @param run directory for the run
   * @param existing what to do with a run that is there
   * @throws IllegalArgumentException if recipe, corpus and directory do not fit, or the directory
   *     is in use
   * @throws JobException if it ends early: it is asked to stop, something fails that may pass, or
   *     the directory is another process's by then, or gone
   */
  public Report start(Recipe recipe, String corpus, String run, RunDirectory.Existing existing)
      throws IOException {
    Recipe resolved = resolved(recipe, corpus, run);
    return train(
        () -> TrainingRun.start(spark, resolved, corpus, run, existing, progress::say),
        corpus,
        run);
  }

  /**
   * Puts new modules on those of a finished run, and trains only the new ones, to the end; or, if
   * the recipe learns from labels, trains all modules from the weights of a finished run on.
   *
   * @param corpus directory that was ingested
   * @param run directory for the run
   * @param existing what to do with a run that is there
   * @param finished the run whose modules are the lowest of the recipe, or whose layers it has
   * @throws IllegalArgumentException if recipe, corpus, directory and finished run do not fit, or
   *     the directory is in use
   * @throws JobException if it ends early: it is asked to stop, something fails that may pass, or
   *     the directory is another process's by then, or gone
   */
  public Report grow(
      Recipe recipe,
      String corpus,
      String run,
      RunDirectory.Existing existing,
      RunDirectory finished)
      throws IOException {
    Recipe resolved = resolved(recipe, corpus, run);
    return train(
        () -> TrainingRun.grow(spark, resolved, corpus, run, existing, finished, progress::say),
        corpus,
        run);
  }

  /**
   * Goes on from the newest checkpoint to the end.
   *
   * @param recipe may differ from the run's in what training does not depend on; local steps that
   *     it leaves to measurements are the run's
   * @param corpus directory that the run was started on
   * @throws IllegalArgumentException if recipe, corpus and run do not fit, or the run is in use
   * @throws JobException if it ends early: it is asked to stop, something fails that may pass, or
   *     the directory is another process's by then, or gone
   */
  public Report resume(Recipe recipe, String corpus, RunDirectory run) throws IOException {
    String directory = run.path().toString();
    Recipe resolved = resolved(withLocalStepsOf(run, recipe), corpus, directory);
    return train(
        () -> TrainingRun.resume(spark, resolved, corpus, run, progress::say), corpus, directory);
  }

  /** A run goes on with the number that was measured for it at first: it is part of the result. */
  private static Recipe withLocalStepsOf(RunDirectory run, Recipe recipe) throws IOException {
    return recipe.training().localSteps() == TrainingSettings.AUTO
        ? recipe.withLocalSteps(run.recipe().training().localSteps())
        : recipe;
  }

  /** Measures what the recipe leaves open, once it can be trained here and probed as it asks. */
  private Recipe resolved(Recipe recipe, String corpus, String run) throws IOException {
    TrainingProbes.require(hadoop(), recipe.probe(), corpus);
    Preflight.check(spark, recipe, run, progress);
    if (!Plan.isNeeded(recipe)) {
      return recipe;
    }
    TrainingPlan plan =
        new Plan(spark).run(new Plan.Options(Optional.of(corpus), Optional.of(run), recipe));
    progress.say(plan.choice());
    return plan.resolved();
  }

  /** How a run comes about. */
  private interface Preparation {
    TrainingRun prepare() throws IOException;
  }

  private Report train(Preparation preparation, String corpus, String run) throws IOException {
    try (TrainingRun training = preparation.prepare()) {
      Checkpoint end = trainToTheEnd(training, corpus, run);
      if (end.rounds() < training.end()) {
        throw new JobException(ExitCode.INTERRUPTED, training.saved());
      }
      training.lease().require();
      writePage(run);
      training.lease().require(); // nobody is told of a run that is not there
      return new Report(run, end.rounds(), training.rounds(), end.hash());
    } catch (RunStoppedException | LeaseLostException e) {
      throw new JobException(ExitCode.INTERRUPTED, e.getMessage(), e);
    }
  }

  private Checkpoint trainToTheEnd(TrainingRun training, String corpus, String run)
      throws IOException {
    RunDirectory directory = RunDirectory.open(hadoop(), run);
    Recipe recipe = directory.recipe();
    if (recipe.probe().interval() == 0) {
      return training.train(progress, Observer.NONE);
    }
    try (TrainingProbes probes =
        new TrainingProbes(
            spark, recipe, directory, training.lease(), corpus, training.finishedRounds())) {
      return training.train(progress, probes);
    }
  }

  /** The page about the run. Without it the run is as good: failing is no reason to fail. */
  private void writePage(String run) {
    try {
      new PageOfRun(spark).write(run, Optional.empty());
    } catch (IOException | RuntimeException | FSError e) {
      LOG.warn(
          "the run in {} is trained, but {} is not written: {}",
          run,
          RunReport.NAME,
          Failure.of(e).sentence(),
          e);
    }
  }
}
