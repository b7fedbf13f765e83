package org.greedyinfomax.bench.compute;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.bench.BenchmarkReport;
import org.greedyinfomax.bench.MedianAndRange;
import org.greedyinfomax.model.spec.SampleShape;

/**
 * What {@link LayersBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param device what computed
 * @param batch samples in a mini-batch
 * @param sample what each of them is
 * @param productGflops 10⁹ FLOP per second of the {@link GemmTiming#YARDSTICK}
 * @param repeats of every measurement
 * @param rows one for each part of each module and each pass, lowest module first
 */
public record LayersReport(
    int version,
    String device,
    int batch,
    SampleShape sample,
    MedianAndRange productGflops,
    int repeats,
    List<Row> rows)
    implements BenchmarkReport {

  static final int VERSION = 1;

  /** In the place of a part: all parts together, and what is between them. */
  public static final String STEP = "step";

  /** The optimizer, in the place of a part. */
  public static final String ADAM = "adam";

  public LayersReport {
    rows = List.copyOf(rows);
  }

  /**
   * A part of a module.
   *
   * @param module its name
   * @param part as {@link org.greedyinfomax.model.cost.PartCost} names it, or {@link #ADAM}, or
   *     {@link #STEP}
   * @param pass {@code forward}, {@code backward}, {@code both}, or {@code update} by Adam
   * @param throughput for a mini-batch
   */
  public record Row(String module, String part, String pass, Throughput throughput) {}

  @Override
  public String about() {
    return Text.format(
        "mini-batches of %d samples of %s on %s%nits product of 1024 x 1024 x 1024: %s GFLOP/s%n"
            + "time is processor time of the thread, for a mini-batch",
        batch, sample, device, productGflops.toText(1));
  }

  @Override
  public TextTable table() {
    TextTable table =
        new TextTable(3, "module", "part", "pass", "GFLOP", "ms", "GFLOP/s", "of product");
    for (Row row : rows) {
      table.add(
          row.module(),
          row.part(),
          row.pass(),
          Text.format("%.3f", row.throughput().gflop()),
          row.throughput().millis().toText(2),
          row.throughput().gflopsText(),
          row.throughput().shareText());
    }
    return table;
  }
}
