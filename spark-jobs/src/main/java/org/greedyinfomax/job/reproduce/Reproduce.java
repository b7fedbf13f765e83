package org.greedyinfomax.job.reproduce;

import static org.apache.spark.sql.functions.col;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Condition;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusTable;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.progress.IngestProgress;
import org.greedyinfomax.ingest.shard.Conversion;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.job.Ingest;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.job.Probe;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.run.Conditions;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.RunRounds;
import org.greedyinfomax.training.batch.FrameLabelReader;

/**
 * Trains and probes Greedy InfoMax and what it is compared with, on one corpus: a corpus in {@code
 * corpus}, a run for each method, named as its preset, and {@code reproduction.json} and {@code
 * reproduction.md} with the results beside the paper's.
 *
 * <p>What is finished is not done again.
 */
public final class Reproduce {

  private static final double SECONDS_BETWEEN_REPORTS = 10;

  private final SparkSession spark;
  private final Configuration hadoop;
  private final PrintStream out;
  private int steps;

  /**
   * Makes a job that is run by {@link #run}.
   *
   * @param out is told what happens
   */
  public Reproduce(SparkSession spark, PrintStream out) {
    this.spark = spark;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
    this.out = out;
  }

  /**
   * What to reproduce.
   *
   * @param data what to ingest
   * @param output folder for all of it
   * @param comparison the recipes that are compared
   */
  public record Options(String data, String output, Comparison comparison) {}

  /**
   * Does what is left to do.
   *
   * @throws IllegalArgumentException if data, folder or recipes cannot be used as they are
   * @throws JobException if a training stops before its end
   * @throws Exception if reading, writing or Spark fails
   */
  public void run(Options options) throws Exception {
    Comparison study = options.comparison();
    String data = options.data();
    Path folder = new Path(options.output());
    List<Method> methods = study.methods();
    steps = 2 + 2 * methods.size();
    Reproduction reproduction = Reproduction.in(hadoop, folder, study, data);
    Corpus corpus =
        ingested(study.recipe(Method.GREEDY_INFOMAX), data, new Path(folder, "corpus").toString());
    int step = 2;
    for (Method method : methods) {
      Path path = new Path(folder, study.preset(method));
      RunDirectory run = trained(step, study, method, corpus, path);
      reproduction = probed(step + 1, reproduction, method, corpus, run);
      reproduction.write(hadoop, folder);
      step += 2;
    }
    Path table = reproduction.writeTable(hadoop, folder);
    say(step, "the table is in %s", table);
    out.print(new ReproductionText(reproduction));
  }

  private Corpus ingested(Recipe recipe, String data, String path) throws Exception {
    if (Corpus.exists(hadoop, path)) {
      say(1, "the corpus is there already");
      return Corpus.open(hadoop, path);
    }
    say(1, "ingesting %s", data);
    IngestReport report =
        new Ingest(
                spark,
                new IngestOptions(
                    List.of(data), path, true, Conversion.sampleRate(recipe), recipe.ingest()),
                new IngestProgress(out, false, SECONDS_BETWEEN_REPORTS))
            .run();
    out.print(report.toText());
    return Corpus.open(hadoop, path);
  }

  private RunDirectory trained(int step, Comparison study, Method method, Corpus corpus, Path path)
      throws IOException {
    if (WholeFile.exists(hadoop, new Path(path, "config.conf"))) {
      goOn(step, method, corpus, path);
    } else {
      Recipe recipe = study.recipe(method);
      if (method.isSupervised()) {
        recipe = study.recipe(method, classes(corpus, study.experiment().label(), recipe));
      } else if (method.learnsPhones()) {
        recipe = study.recipe(method, phones(recipe.probe().frameLabels()));
      }
      say(step, "%s: training %d modules", method.text(), recipe.stack().modules().size());
      start(recipe, corpus, path);
    }
    return RunDirectory.open(hadoop, path.toString());
  }

  private void goOn(int step, Method method, Corpus corpus, Path path) throws IOException {
    RunDirectory run = RunDirectory.open(hadoop, path.toString());
    RunRounds rounds = RunRounds.of(run, corpus.path());
    if (rounds.isAll()) {
      say(step, "%s: trained already", method.text());
      return;
    }
    say(
        step,
        "%s: going on after round %d of %d",
        method.text(),
        rounds.finished(),
        rounds.planned());
    try {
      pretrain().resume(run.recipe(), corpus.path(), run);
    } catch (JobException e) {
      throw thatGoesOn(e, "reproduce");
    }
  }

  private void start(Recipe recipe, Corpus corpus, Path path) throws IOException {
    try {
      // What is there was killed before it became a run.
      pretrain().start(recipe, corpus.path(), path.toString(), RunDirectory.Existing.OVERWRITE);
    } catch (JobException e) {
      throw thatGoesOn(e, "reproduce");
    }
  }

  private Pretrain pretrain() {
    return new Pretrain(spark, new Progress(out, SECONDS_BETWEEN_REPORTS));
  }

  /**
   * A run's own advice to go on or to begin anew is for {@code gim pretrain}. Other advice, as of a
   * run that is another process's by now, is for every command.
   *
   * @param command as it is typed
   */
  public static JobException thatGoesOn(JobException stopped, String command) {
    String said = stopped.getMessage();
    return said.endsWith(" --resume") || said.endsWith(" --overwrite")
        ? new JobException(
            stopped.code(),
            said + ", or give the same gim " + command + " again, which does so itself",
            stopped)
        : stopped;
  }

  /** Values that a label has among the rows that a recipe trains on. */
  private int classes(Corpus corpus, String label, Recipe recipe) {
    long classes =
        Condition.of(Conditions.CORPUS, recipe.corpus().where())
            .filter(CorpusTable.of(spark, corpus))
            .where(col(label).isNotNull())
            .select(label)
            .distinct()
            .count();
    Check.argument(
        classes >= 2,
        "the label \"%s\" has %d different values among what is trained on, but must have 2 or"
            + " more: are there as many folders as it should have values?",
        label,
        classes);
    return Math.toIntExact(classes);
  }

  private int phones(String file) throws IOException {
    return Math.max(2, new FrameLabelReader(hadoop, file, "probe.frameLabels").classes());
  }

  private Reproduction probed(
      int step, Reproduction reproduction, Method method, Corpus corpus, RunDirectory run)
      throws IOException {
    // What there is without a network is the same beside each method.
    List<String> keys = new ArrayList<>();
    if (method != Method.GREEDY_INFOMAX) {
      keys.add("probe.raw=false");
    }
    if (method.isSupervised()) {
      keys.add("probe.perClass=[]"); // its features have seen all labels, not few
    }
    ProbeSettings settings = run.recipe(keys).probe();
    String states = run.newestCheckpoint().hash();
    if (reproduction
        .of(method)
        .filter(known -> known.stateHash().equals(states) && known.settings().equals(settings))
        .isPresent()) {
      say(step, "%s: probed already", method.text());
      return reproduction;
    }
    say(step, "%s: probing", method.text());
    ProbeReport report =
        new Probe(spark)
            .run(
                new Probe.Options(
                    corpus.path(), run.path().toString(), Optional.empty(), keys, List.of()));
    out.print(report.toText());
    return reproduction.with(method, report);
  }

  @FormatMethod
  private void say(int step, @FormatString String text, Object... values) {
    out.println(Text.format("%d/%d ", step, steps) + Text.format(text, values));
  }
}
