package org.greedyinfomax.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.probe.ProbeJson;
import org.greedyinfomax.probe.ProbeLog;
import org.greedyinfomax.probe.ProbeReport;
import org.greedyinfomax.probe.ProbeResult;
import org.greedyinfomax.probe.ProbedRound;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.training.RunDirectory;
import org.greedyinfomax.training.RunInput;

/** Writes the page about a run as it is now, finished or not: {@code gim report}. */
public final class PageOfRun {

  private final SparkSession spark;

  /** Makes a job that is run by {@link #write}. */
  public PageOfRun(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Writes {@code report.html} into the run directory, replacing an older one.
   *
   * @param directory of the run, of at least one checkpoint
   * @param probes file of {@code gim probe --output}; empty for what was found last while it
   *     trained, if anything was
   * @return the page
   * @throws IllegalArgumentException if there is no run, no checkpoint or no such file
   */
  public Path write(String directory, Optional<String> probes) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunDirectory run = RunDirectory.open(hadoop, directory);
    RunInput input = run.input();
    String corpus = input.hasCorpus() ? input.corpus() : "CORPUS";
    Path page = run.file(RunReport.NAME);
    RunReport.write(
        hadoop,
        page,
        RunReport.of(run)
            .page(
                "Greedy InfoMax: " + run.path().getName(),
                input.hasCorpus()
                    ? "%d rows of %s".formatted(input.recordings(), corpus)
                    : "weights that were imported",
                spark,
                run.newestCheckpoint().hash(),
                results(hadoop, run, probes).stream().map(RunReport::row).toList(),
                commands(run, corpus)));
    return page;
  }

  private static List<ProbeResult> results(
      Configuration hadoop, RunDirectory run, Optional<String> probes) throws IOException {
    if (probes.isPresent()) {
      String text = WholeFile.readText(hadoop, new Path(probes.get()));
      return ProbeJson.read(probes.get(), text, ProbeReport.class).results();
    }
    List<ProbedRound> probed = new ProbeLog(hadoop, run.file(ProbeLog.NAME)).rounds();
    return probed.isEmpty() ? List.of() : probed.get(probed.size() - 1).results();
  }

  private static List<String> commands(RunDirectory run, String corpus) {
    return List.of(
        "# the same again, elsewhere",
        "bin/gim pretrain --input %s --run elsewhere --recipe %s"
            .formatted(corpus, run.file("config.conf")),
        "# which modules know a label",
        "bin/gim probe --input %s --run %s --label LABEL".formatted(corpus, run.path()),
        "# features of all rows, as Parquet",
        "bin/gim encode --input %s --run %s --output features".formatted(corpus, run.path()));
  }
}
