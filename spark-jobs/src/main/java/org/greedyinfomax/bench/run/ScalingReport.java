package org.greedyinfomax.bench.run;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.bench.BenchmarkReport;
import org.greedyinfomax.bench.MedianAndRange;

/**
 * What {@link ScalingBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param corpus that was trained on
 * @param batchSize of a replica
 * @param stepsPerRound by each replica
 * @param repeats of everything
 * @param products how much faster two processes multiply than one
 * @param rows one for each way to use a second executor
 */
public record ScalingReport(
    int version,
    String corpus,
    int batchSize,
    int stepsPerRound,
    int repeats,
    MedianAndRange products,
    List<Row> rows)
    implements BenchmarkReport {

  static final int VERSION = 1;

  public ScalingReport {
    rows = List.copyOf(rows);
  }

  /**
   * A way to use a second executor.
   *
   * @param scaling {@code strong}: the same work; {@code weak}: twice the work
   * @param what was trained
   * @param onOne seconds a step of a replica on one executor
   * @param onTwo seconds a step of a replica on two
   * @param gain work in a time, relative to one executor
   * @param ofProducts gain relative to that of two processes that multiply
   * @param overhead share of averaging and committing on two executors, of the time that groups do
   *     not wait
   */
  public record Row(
      String scaling,
      String what,
      MedianAndRange onOne,
      MedianAndRange onTwo,
      MedianAndRange gain,
      MedianAndRange ofProducts,
      MedianAndRange overhead) {}

  @Override
  public String about() {
    return Text.format(
        "executors of one thread; rounds of %d steps of %d samples by each replica%n"
            + "two processes that multiply matrices are %s times as fast as one; seconds a step,"
            + " and how much faster two executors are",
        stepsPerRound, batchSize, products.toText(2));
  }

  @Override
  public TextTable table() {
    TextTable table =
        new TextTable(
            2,
            "scaling",
            "training",
            "1 executor",
            "2 executors",
            "gain",
            "of products'",
            "averaging and committing, %");
    for (Row row : rows) {
      table.add(
          row.scaling(),
          row.what(),
          row.onOne().toText(3),
          row.onTwo().toText(3),
          row.gain().toText(2),
          row.ofProducts().toText(2),
          row.overhead().times(100).toText(1));
    }
    return table;
  }
}
