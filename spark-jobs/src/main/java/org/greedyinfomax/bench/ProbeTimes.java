package org.greedyinfomax.bench;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;

/**
 * What {@link ProbeBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param vectors that each classifier is fitted to
 * @param classes of these
 * @param repeats of every measurement
 * @param rows one for each module, lowest first, and one for {@link #ALL}
 */
public record ProbeTimes(int version, int vectors, int classes, int repeats, List<Row> rows)
    implements BenchmarkReport {

  static final int VERSION = 1;

  /** In the place of a module: all of them, one after another. */
  public static final String ALL = "all";

  public ProbeTimes {
    rows = List.copyOf(rows);
  }

  /**
   * The classifiers of a module.
   *
   * @param module its name
   * @param channels of its vectors; the most of any module in the row of all
   * @param tables of vectors, for each of which a classifier is fitted
   * @param seconds on the clock, for all its tables
   * @param processorSeconds of all threads of this process
   */
  public record Row(
      String module,
      int channels,
      int tables,
      MedianAndRange seconds,
      MedianAndRange processorSeconds) {

    static Row of(String module, int channels, int tables, List<Elapsed> times) {
      return new Row(
          module,
          channels,
          tables,
          Elapsed.each(times, Elapsed::clock),
          Elapsed.each(times, Elapsed::processor));
    }
  }

  @Override
  public String about() {
    return Text.format(
        "linear classifiers of %d drawn vectors of %d classes, their penalties chosen",
        vectors, classes);
  }

  @Override
  public TextTable table() {
    TextTable table = new TextTable(1, "module", "channels", "tables", "s", "processor s");
    for (Row row : rows) {
      table.add(
          row.module(),
          Integer.toString(row.channels()),
          Integer.toString(row.tables()),
          row.seconds().toText(2),
          row.processorSeconds().toText(2));
    }
    return table;
  }
}
