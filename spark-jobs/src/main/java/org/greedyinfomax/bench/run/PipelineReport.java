package org.greedyinfomax.bench.run;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.bench.BenchmarkReport;
import org.greedyinfomax.bench.MedianAndRange;

/**
 * What {@link PipelineBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param corpus that was trained on
 * @param replicas that trained
 * @param slots tasks that can run at once
 * @param dtype of what crosses borders
 * @param rounds of each run
 * @param stepsPerRound by each replica
 * @param repeats of each schedule
 * @param stateHash SHA-256 that names what all runs have learned
 * @param rows one for each schedule, fused first
 */
public record PipelineReport(
    int version,
    String corpus,
    int replicas,
    int slots,
    String dtype,
    int rounds,
    int stepsPerRound,
    int repeats,
    String stateHash,
    List<Row> rows)
    implements BenchmarkReport {

  static final int VERSION = 2;

  public PipelineReport {
    rows = List.copyOf(rows);
  }

  /**
   * A schedule.
   *
   * @param schedule name of it
   * @param groups its stage groups, by the names of their first and last module
   * @param secondsPerRound as {@link PipelineBenchmark} counts them
   * @param ratio to the fused run of the same turn
   * @param processorSecondsPerRound time of all threads of this process, over all rounds
   * @param processorRatio to the fused run of the same turn
   * @param simulated seconds a round that a simulation predicts from the pipelined run of the same
   *     turn, relative to those measured
   * @param seconds where the time went
   * @param writtenPerRound 10⁶ bytes of activations
   */
  public record Row(
      String schedule,
      List<String> groups,
      MedianAndRange secondsPerRound,
      MedianAndRange ratio,
      MedianAndRange processorSecondsPerRound,
      MedianAndRange processorRatio,
      MedianAndRange simulated,
      Seconds seconds,
      double writtenPerRound) {

    public Row {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Seconds per round, summed over the stage groups, means over rounds and replicas and the median
   * of the runs.
   *
   * @param waiting for groups below and for room above
   * @param reading samples and activations
   * @param computing in tasks
   * @param writing activations
   */
  public record Seconds(double waiting, double reading, double computing, double writing) {}

  @Override
  public String about() {
    return Text.format(
        "%d replicas, %d tasks at once, %s borders, %d rounds of %d steps",
        replicas, slots, dtype, rounds, stepsPerRound);
  }

  @Override
  public TextTable table() {
    TextTable table =
        new TextTable(
            2,
            "schedule",
            "stage groups",
            "s/round",
            "of fused",
            "processor s/round",
            "of fused",
            "simulated",
            "waiting",
            "reading",
            "computing",
            "writing",
            "MB/round");
    for (Row row : rows) {
      table.add(
          row.schedule(),
          String.join(", ", row.groups()),
          row.secondsPerRound().toText(3),
          row.ratio().toText(2),
          row.processorSecondsPerRound().toText(3),
          row.processorRatio().toText(2),
          row.simulated().toText(2),
          seconds(row.seconds().waiting()),
          seconds(row.seconds().reading()),
          seconds(row.seconds().computing()),
          seconds(row.seconds().writing()),
          Text.format("%.0f", row.writtenPerRound()));
    }
    return table;
  }

  private static String seconds(double seconds) {
    return Text.format("%.3f", seconds);
  }
}
