package org.greedyinfomax.job.reproduce;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Condition;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusTable;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.run.Conditions;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.RunRounds;
import org.greedyinfomax.training.batch.FrameLabelReader;

/**
 * The runs of a comparison, a directory for each. One that is there is kept, or goes on where it
 * stopped.
 */
final class ComparedRuns {

  private static final double SECONDS_BETWEEN_REPORTS = 10;

  private final SparkSession spark;
  private final Configuration hadoop;
  private final Comparison study;
  private final Corpus corpus;
  private final Path folder;
  private final StepLog log;

  /**
   * Prepares to train.
   *
   * @param folder of the runs' directories
   * @param log is told what happens
   */
  ComparedRuns(SparkSession spark, Comparison study, Corpus corpus, Path folder, StepLog log) {
    this.spark = spark;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
    this.study = study;
    this.corpus = corpus;
    this.folder = folder;
    this.log = log;
  }

  /** A recipe that may take some time to be known. */
  private interface Choice {
    Recipe recipe() throws IOException;
  }

  /**
   * Trains by a method.
   *
   * @param step of the comparison
   * @throws JobException if the training stops before its end
   */
  RunDirectory trained(int step, Method method) throws IOException {
    return trained(step, study.preset(method), method.text(), () -> recipe(method));
  }

  private Recipe recipe(Method method) throws IOException {
    if (method.isSupervised()) {
      return study.recipe(method, counts().classes());
    }
    return method.learnsPhones()
        ? study.recipe(method, phones(study.recipe(method).probe().frameLabels()))
        : study.recipe(method);
  }

  /**
   * Trains from a few labels of each class.
   *
   * @param step of the comparison
   * @param perClass of each class; at least one class must have as many
   * @param counts of what may be drawn
   * @throws JobException if the training stops before its end
   */
  RunDirectory trainedFromFew(int step, int perClass, ClassCounts counts) throws IOException {
    return trained(
        step,
        study.nameOfFew(perClass),
        Text.format("supervised, %d labels a class", perClass),
        () -> study.recipeOfFew(perClass, counts));
  }

  private RunDirectory trained(int step, String name, String text, Choice choice)
      throws IOException {
    Path path = new Path(folder, name);
    if (WholeFile.exists(hadoop, new Path(path, "config.conf"))) {
      goOn(step, text, path);
    } else {
      Recipe recipe = choice.recipe();
      log.say(step, "%s: training %d modules", text, recipe.stack().modules().size());
      start(recipe, path);
    }
    return RunDirectory.open(hadoop, path.toString());
  }

  private void goOn(int step, String text, Path path) throws IOException {
    RunDirectory run = RunDirectory.open(hadoop, path.toString());
    RunRounds rounds = RunRounds.of(run, corpus.path());
    if (rounds.isAll()) {
      log.say(step, "%s: trained already", text);
      return;
    }
    log.say(step, "%s: going on after round %d of %d", text, rounds.finished(), rounds.planned());
    try {
      pretrain().resume(run.recipe(), corpus.path(), run);
    } catch (JobException e) {
      throw Reproduce.thatGoesOn(e, "reproduce");
    }
  }

  private void start(Recipe recipe, Path path) throws IOException {
    try {
      // What is there was killed before it became a run.
      pretrain().start(recipe, corpus.path(), path.toString(), RunDirectory.Existing.OVERWRITE);
    } catch (JobException e) {
      throw Reproduce.thatGoesOn(e, "reproduce");
    }
  }

  private Pretrain pretrain() {
    return new Pretrain(spark, new Progress(log.out(), SECONDS_BETWEEN_REPORTS));
  }

  /** Rows of each value of the label among those that supervised methods train on. */
  ClassCounts counts() throws IOException {
    String label = study.experiment().label();
    Recipe recipe = study.recipe(Method.SUPERVISED);
    List<Long> counts =
        trained(recipe)
            .where(col(label).isNotNull())
            .groupBy(label)
            .count()
            .collectAsList()
            .stream()
            .map(row -> row.getLong(1))
            .toList();
    Check.argument(
        counts.size() >= 2,
        "the label \"%s\" has %d different values among what is trained on, but must have 2 or"
            + " more: are there as many folders as it should have values?",
        label,
        counts.size());
    return new ClassCounts(counts);
  }

  /** Returns the rows that are trained on, but for those without labels. */
  private Dataset<Row> trained(Recipe recipe) throws IOException {
    Dataset<Row> rows =
        Condition.of(Conditions.CORPUS, recipe.corpus().where())
            .filter(CorpusTable.of(spark, corpus));
    if (!recipe.validation().isOn()) {
      return rows;
    }
    Dataset<Row> heldOut =
        Condition.of(Conditions.VALIDATION, recipe.validation().where()).filter(rows);
    return rows.join(heldOut.select("id"), rows.col("id").equalTo(heldOut.col("id")), "left_anti");
  }

  private int phones(String file) throws IOException {
    return Math.max(2, new FrameLabelReader(hadoop, file, "probe.frameLabels").classes());
  }
}
