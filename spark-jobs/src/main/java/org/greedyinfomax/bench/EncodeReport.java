package org.greedyinfomax.bench;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;

/**
 * What {@link EncodeBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param corpus that was encoded
 * @param samples recordings or images in it
 * @param slots tasks that can run at once
 * @param repeats of every measurement
 * @param rows one for each kind of table
 */
public record EncodeReport(
    int version, String corpus, long samples, int slots, int repeats, List<Row> rows)
    implements BenchmarkReport {

  static final int VERSION = 2;

  public EncodeReport {
    rows = List.copyOf(rows);
  }

  /**
   * A table of representations by all modules.
   *
   * @param pooling as {@code --pool} spells it
   * @param batchSize rows that were encoded together
   * @param samplesPerSecond recordings or images, on the clock
   * @param seconds on the clock
   * @param processorSeconds of all threads of this process: all there is if Spark runs in it
   */
  public record Row(
      String pooling,
      int batchSize,
      MedianAndRange samplesPerSecond,
      MedianAndRange seconds,
      MedianAndRange processorSeconds) {}

  @Override
  public String about() {
    return Text.format(
        "all modules encode %d samples of %s, %d tasks at once", samples, corpus, slots);
  }

  @Override
  public TextTable table() {
    TextTable table = new TextTable(1, "pool", "batch", "samples/s", "s", "processor s");
    for (Row row : rows) {
      table.add(
          row.pooling(),
          Integer.toString(row.batchSize()),
          row.samplesPerSecond().toText(1),
          row.seconds().toText(3),
          row.processorSeconds().toText(2));
    }
    return table;
  }
}
