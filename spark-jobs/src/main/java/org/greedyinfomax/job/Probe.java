package org.greedyinfomax.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.probe.Probes;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.WholeFile;

/** Judges a run's representations by simple classifiers: {@code gim probe}. */
public final class Probe {

  private final SparkSession spark;

  /** Makes a job that is run by {@link #run}. */
  public Probe(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * What to probe.
   *
   * @param corpus directory of a corpus with labels
   * @param run directory of the run
   * @param output JSON file for the results, which replaces an older one of a probe; empty for none
   * @param overrides texts {@code key=value} for the run's recipe
   * @param beside directories of supervised runs, whose own classifiers are judged, too
   */
  public record Options(
      String corpus,
      String run,
      Optional<String> output,
      List<String> overrides,
      List<String> beside) {

    public Options {
      overrides = List.copyOf(overrides);
      beside = List.copyOf(beside);
    }
  }

  /**
   * Probes every module, trained and untrained.
   *
   * @throws IllegalArgumentException if corpus, run or settings do not fit
   */
  public ProbeReport run(Options options) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunDirectory directory = RunDirectory.open(hadoop, options.run());
    Optional<Path> output = options.output().map(Path::new);
    if (output.isPresent()) {
      JsonFile.requireReplaceable(hadoop, output.get(), ProbeReport.class);
    }
    List<RunDirectory> runs = new ArrayList<>();
    for (String supervised : options.beside()) {
      runs.add(RunDirectory.open(hadoop, supervised));
    }
    ProbeReport report =
        new Probes(spark)
            .run(
                Corpus.open(hadoop, options.corpus()),
                directory,
                directory.recipe(options.overrides()).probe(),
                runs);
    if (output.isPresent()) {
      WholeFile.write(hadoop, output.get(), report.toJson());
    }
    return report;
  }
}
