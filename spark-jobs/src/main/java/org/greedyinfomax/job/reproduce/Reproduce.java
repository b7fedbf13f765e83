package org.greedyinfomax.job.reproduce;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.progress.IngestProgress;
import org.greedyinfomax.ingest.shard.Conversion;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.job.Ingest;
import org.greedyinfomax.job.Probe;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.job.reproduce.Reproduction.FewLabelsResult;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.supervised.SupervisedResult;
import org.greedyinfomax.probe.supervised.SupervisedRuns;
import org.greedyinfomax.probe.table.TestSplit;
import org.greedyinfomax.run.RunDirectory;

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
    StepLog log = new StepLog(out, 2 + 2 * methods.size() + study.fewLabels().size());
    Reproduction reproduction = Reproduction.in(hadoop, folder, study, data);
    Corpus corpus =
        ingested(
            log, study.recipe(Method.GREEDY_INFOMAX), data, new Path(folder, "corpus").toString());
    ComparedRuns runs = new ComparedRuns(spark, study, corpus, folder, log);
    int step = 2;
    for (Method method : methods) {
      RunDirectory run = runs.trained(step, method);
      reproduction = probed(log, step + 1, reproduction, method, corpus, run);
      reproduction.write(hadoop, folder);
      step += 2;
    }
    if (!study.fewLabels().isEmpty()) {
      ClassCounts counts = runs.counts();
      for (int perClass : study.fewLabels()) {
        if (perClass <= counts.most()) {
          RunDirectory run = runs.trainedFromFew(step, perClass, counts);
          reproduction = judged(reproduction, perClass, corpus, run);
          reproduction.write(hadoop, folder);
        } else {
          log.say(step, "supervised, %d labels a class: no class has so many rows", perClass);
        }
        step++;
      }
    }
    Path table = reproduction.writeTable(hadoop, folder);
    log.say(step, "the table is in %s", table);
    out.print(new ReproductionText(reproduction));
  }

  private Corpus ingested(StepLog log, Recipe recipe, String data, String path) throws Exception {
    if (Corpus.exists(hadoop, path)) {
      log.say(1, "the corpus is there already");
      return Corpus.open(hadoop, path);
    }
    log.say(1, "ingesting %s", data);
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

  private Reproduction probed(
      StepLog log,
      int step,
      Reproduction reproduction,
      Method method,
      Corpus corpus,
      RunDirectory run)
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
      log.say(step, "%s: probed already", method.text());
      return reproduction;
    }
    log.say(step, "%s: probing", method.text());
    ProbeReport report =
        new Probe(spark)
            .run(
                new Probe.Options(
                    corpus.path(), run.path().toString(), Optional.empty(), keys, List.of()));
    out.print(report.toText());
    return reproduction.with(method, report);
  }

  /** With what a run has learned from a few labels, by its own classifier. */
  private Reproduction judged(
      Reproduction reproduction, int perClass, Corpus corpus, RunDirectory run) throws IOException {
    String states = run.newestCheckpoint().hash();
    if (reproduction.ofFew(perClass).map(FewLabelsResult::stateHash).equals(Optional.of(states))) {
      return reproduction;
    }
    TestSplit split = new TestSplit(run.recipe().probe());
    SupervisedResult result =
        new SupervisedRuns(spark, corpus, split::mark, TestSplit.COLUMN)
            .judge(run, List.of(reproduction.study().experiment().label()));
    return reproduction.with(new FewLabelsResult(perClass, states, result));
  }
}
