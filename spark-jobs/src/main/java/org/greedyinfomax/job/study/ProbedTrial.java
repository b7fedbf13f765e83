package org.greedyinfomax.job.study;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.job.Probe;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.job.report.PageOfRun;
import org.greedyinfomax.job.report.RunTimeline;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.table.ProbedLabels;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.ValidatedRound;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.RunRounds;

/** A trial of a study: trained to its end, from wherever it stopped, and probed. */
final class ProbedTrial {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** What tables call labels of single frames. */
  private static final String FRAMES = "single frames";

  private final SparkSession spark;
  private final Configuration hadoop;
  private final Progress progress;
  private final Corpus corpus;
  private final StudyDirectory study;

  ProbedTrial(SparkSession spark, Progress progress, Corpus corpus, StudyDirectory study) {
    this.spark = spark;
    this.hadoop = spark.sparkContext().hadoopConfiguration();
    this.progress = progress;
    this.corpus = corpus;
    this.study = study;
  }

  /**
   * Checks that a corpus has what is to be told of it.
   *
   * @throws IllegalArgumentException if there is nothing to tell, or a label is missing
   */
  static void require(ProbeSettings settings, Corpus corpus) {
    Check.argument(
        !ProbedLabels.columns(settings, corpus).isEmpty() || !settings.frameLabels().isEmpty(),
        "there is no label to probe for: name one with --label; the corpus %s has %s",
        corpus.path(),
        corpus.manifest().labelColumns());
  }

  /**
   * Does it.
   *
   * @throws IllegalArgumentException if it cannot be done: training diverges, for example
   * @throws JobException if training stops before its end
   */
  TrialResult result(Trial trial, StudyDesign design) throws IOException {
    Path path = study.run(trial);
    double cpuSeconds = trained(trial, path);
    RunDirectory run = RunDirectory.open(hadoop, path.toString());
    long start = System.nanoTime();
    String probes = study.probe(trial).toString();
    ProbeReport report =
        new Probe(spark)
            .run(
                new Probe.Options(
                    corpus.path(), path.toString(), Optional.of(probes), List.of(), List.of()));
    double probingSeconds = (System.nanoTime() - start) * 1e-9;
    new PageOfRun(spark).write(path.toString(), Optional.of(probes));
    return new TrialResult(
        trial.name(),
        trial.settings(design.keys()),
        trial.seed(),
        report.rounds(),
        report.stateHash(),
        new TrialResult.Cost(
            RunTimeline.of(run.rounds(), Map.of()).seconds(), cpuSeconds, probingSeconds),
        losses(run),
        accuracies(report));
  }

  /** Returns seconds of the processor, where they are known. */
  private double trained(Trial trial, Path path) throws IOException {
    Pretrain pretrain = new Pretrain(spark, progress);
    if (WholeFile.exists(hadoop, new Path(path, "config.conf"))) {
      RunDirectory run = RunDirectory.open(hadoop, path.toString());
      if (!RunRounds.of(run, corpus.path()).isAll()) {
        pretrain.resume(trial.recipe(), corpus.path(), run);
      }
      return Double.NaN; // what it took before is not known
    }
    long before = SYSTEM.getProcessCpuTime();
    // What is there was killed before it became a run.
    pretrain.start(trial.recipe(), corpus.path(), path.toString(), RunDirectory.Existing.OVERWRITE);
    return spark.sparkContext().isLocal()
        ? (SYSTEM.getProcessCpuTime() - before) * 1e-9
        : Double.NaN;
  }

  private static List<TrialResult.Loss> losses(RunDirectory run) throws IOException {
    Map<String, Double> training = new LinkedHashMap<>(); // lowest first: rounds reach it first
    for (RoundMetrics round : run.rounds()) {
      round.modules().forEach(module -> training.put(module.name(), module.loss()));
    }
    Map<String, Double> heldOut = new LinkedHashMap<>();
    for (ValidatedRound round : run.validations()) {
      round.modules().forEach(module -> heldOut.put(module.name(), module.loss()));
    }
    return training.keySet().stream()
        .map(
            name ->
                new TrialResult.Loss(
                    name, training.get(name), heldOut.getOrDefault(name, Double.NaN)))
        .toList();
  }

  private static List<TrialResult.Accuracy> accuracies(ProbeReport report) {
    List<TrialResult.Accuracy> all = new ArrayList<>();
    report
        .results()
        .forEach(
            found ->
                all.add(
                    new TrialResult.Accuracy(
                        found.module(),
                        found.label(),
                        found.trained(),
                        found.untrained(),
                        found.chance(),
                        found.testRecordings())));
    report
        .frames()
        .forEach(
            found ->
                all.add(
                    new TrialResult.Accuracy(
                        found.module(),
                        FRAMES,
                        found.trained(),
                        found.untrained(),
                        found.chance(),
                        found.testFrames())));
    return all;
  }
}
