package org.greedyinfomax.bench.compute;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.bench.BenchmarkReport;
import org.greedyinfomax.bench.MedianAndRange;

/**
 * What {@link GemmBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param device what computed
 * @param coreType for which OpenBLAS was told to compute, by {@code OPENBLAS_CORETYPE}; {@code
 *     auto} if that was left to it
 * @param productGflops 10⁹ FLOP per second of the {@link GemmTiming#YARDSTICK}
 * @param batch samples in a mini-batch of the recipe
 * @param repeats of every measurement
 * @param rows one for each product, those that do not depend on the recipe first
 */
public record GemmReport(
    int version,
    String device,
    String coreType,
    MedianAndRange productGflops,
    int batch,
    int repeats,
    List<Row> rows)
    implements BenchmarkReport {

  static final int VERSION = 1;

  public GemmReport {
    rows = List.copyOf(rows);
  }

  /**
   * A product of single precision.
   *
   * @param product its sizes, with a prime at what is stored transposed
   * @param number how often it is computed in a training step of the recipe
   * @param share of the FLOPs of all products in it, in [0, 1]
   * @param throughput of one product
   */
  public record Row(String product, int number, double share, Throughput throughput) {}

  @Override
  public String about() {
    return Text.format(
        "products in single precision on %s, OPENBLAS_CORETYPE %s%n"
            + "of which training takes the number in a step on %d samples, where they are the share"
            + " of all products; time is processor time of the thread",
        device, coreType, batch);
  }

  @Override
  public TextTable table() {
    TextTable table =
        new TextTable(1, "product", "number", "share", "MFLOP", "µs", "GFLOP/s", "of 1024³");
    for (Row row : rows) {
      table.add(
          row.product(),
          Integer.toString(row.number()),
          Text.format("%.1f %%", 100 * row.share()),
          Text.format("%.3f", 1e3 * row.throughput().gflop()),
          row.throughput().millis().times(1e3).toText(1),
          row.throughput().gflopsText(),
          row.throughput().shareText());
    }
    return table;
  }
}
