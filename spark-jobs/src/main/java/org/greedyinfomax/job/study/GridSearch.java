package org.greedyinfomax.job.study;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.job.reproduce.Reproduce;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.TrainingRun;

/**
 * Trains and probes a recipe at every point of a grid, with several seeds, and puts what came of it
 * into one table: {@code gim study}.
 *
 * <p>Trials that are done are not done again. A trial whose training diverges, or that is refused
 * for another reason, is told and left out of the table; others go on.
 */
public final class GridSearch {

  private final SparkSession spark;
  private final Configuration hadoop;
  private final Progress progress;
  private final PrintStream out;

  /**
   * Makes a job that is run by {@link #run}.
   *
   * @param progress of each training
   * @param out is told what happens
   */
  public GridSearch(SparkSession spark, Progress progress, PrintStream out) {
    this.spark = spark;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
    this.progress = progress;
    this.out = out;
  }

  /**
   * What to search.
   *
   * @param input directory of a corpus with labels
   * @param output folder for all of it
   * @param design all trials, with their recipes
   */
  public record Options(String input, String output, StudyDesign design) {}

  /**
   * Does the trials that are left to do.
   *
   * @throws IllegalArgumentException if recipes, corpus and folder do not fit each other, before
   *     anything is trained, or no trial can be done
   * @throws JobException if a training stops before its end
   */
  public void run(Options options) throws IOException {
    StudyDesign design = options.design();
    String input = options.input();
    String output = options.output();
    Corpus corpus = Corpus.open(hadoop, input);
    StudyDirectory before = StudyDirectory.look(hadoop, output, design, corpus);
    for (Trial trial : design.trials()) {
      if (before.result(trial).isEmpty()) {
        requireFits(design, trial, corpus);
      }
    }
    String application = spark.sparkContext().applicationId();
    try (Lease lease = Lease.take(hadoop, new Path(output), application, out::println)) {
      StudyDirectory study = StudyDirectory.look(hadoop, output, design, corpus);
      study.begin();
      search(design, corpus, study, lease);
      say("the table is in %s", new Path(output, StudyDirectory.TABLE));
    }
  }

  private void requireFits(StudyDesign design, Trial trial, Corpus corpus) throws IOException {
    try {
      TrainingRun.requireFits(spark, trial.recipe(), corpus.path());
      ProbedTrial.require(trial.recipe().probe(), corpus);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Text.format(
              "the trial \"%s\" cannot be: %s", trial.described(design.keys()), e.getMessage()),
          e);
    }
  }

  private void search(StudyDesign design, Corpus corpus, StudyDirectory study, Lease lease)
      throws IOException {
    List<Trial> trials = design.trials();
    Map<Trial, String> failures = new LinkedHashMap<>();
    RemainingTime remaining =
        new RemainingTime(trials.stream().filter(trial -> study.result(trial).isEmpty()).count());
    for (int i = 0; i < trials.size(); i++) {
      Trial trial = trials.get(i);
      String what = Text.format("%d/%d %s", i + 1, trials.size(), trial.described(design.keys()));
      if (study.result(trial).isPresent()) {
        say("%s: done already", what);
        continue;
      }
      say("%s: training and probing%s", what, remaining.text());
      remaining.begin();
      Optional<TrialResult> result = attempt(trial, design, corpus, study, failures);
      lease.require();
      if (result.isPresent()) {
        study.add(result.get());
      }
      study.writeTables(design, failures);
      remaining.end();
    }
    out.print(study.writeTables(design, failures));
    Check.argument(
        failures.size() < trials.size(),
        "no trial could be done; the last one: %s",
        failures.getOrDefault(trials.get(trials.size() - 1), ""));
  }

  private Optional<TrialResult> attempt(
      Trial trial,
      StudyDesign design,
      Corpus corpus,
      StudyDirectory study,
      Map<Trial, String> failures)
      throws IOException {
    try {
      return Optional.of(new ProbedTrial(spark, progress, corpus, study).result(trial, design));
    } catch (IllegalArgumentException e) { // as of a training that diverges: others need not
      failures.put(trial, String.valueOf(e.getMessage()));
      say("this trial is left out: %s", e.getMessage());
      return Optional.empty();
    } catch (JobException e) {
      throw Reproduce.thatGoesOn(e, "study");
    }
  }

  @FormatMethod
  private void say(@FormatString String text, Object... values) {
    out.println(Text.format(text, values));
  }
}
