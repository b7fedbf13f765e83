package org.greedyinfomax.bench.compute;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.bench.BenchmarkReport;
import org.greedyinfomax.bench.MedianAndRange;
import org.greedyinfomax.model.spec.SampleShape;

/**
 * What {@link StepBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param device what computed
 * @param batch samples in a mini-batch
 * @param sample what the lowest module receives of each
 * @param productGflops 10⁹ FLOP per second of the {@link GemmTiming#YARDSTICK}
 * @param repeats of every measurement
 * @param rows one for each module, and one for all of them if there are several
 */
public record StepReport(
    int version,
    String device,
    int batch,
    SampleShape sample,
    MedianAndRange productGflops,
    int repeats,
    List<Row> rows)
    implements BenchmarkReport {

  static final int VERSION = 1;

  public StepReport {
    rows = List.copyOf(rows);
  }

  /**
   * Adjacent modules that train side by side.
   *
   * @param modules by the name of the module, or of the first and the last
   * @param samplesPerSecond on the clock
   * @param throughput of a step
   * @param memory that a step takes
   */
  public record Row(
      String modules, MedianAndRange samplesPerSecond, Throughput throughput, Memory memory) {}

  /**
   * Memory that is held while modules train.
   *
   * @param stateBytes that {@code gim plan} predicts for weights, gradients and Adam's two moments,
   *     in whole blocks
   * @param scratchBytes that it predicts for a step, likewise
   * @param residentBytes by which a process grew, with what Java took in the meantime; 0 if the
   *     system does not tell
   */
  public record Memory(long stateBytes, long scratchBytes, long residentBytes) {

    private boolean isMeasured() {
      return residentBytes > 0;
    }

    private String residentText() {
      return isMeasured() ? Text.format("%.0f", residentBytes * 1e-6) : "not measured";
    }

    private String ofPlannedText() {
      return isMeasured()
          ? Text.format("%.0f %%", 100.0 * residentBytes / (stateBytes + scratchBytes))
          : "-";
    }

    private String eachSampleText(int batch) {
      return isMeasured() ? Text.format("%.2f", (residentBytes - stateBytes) * 1e-6 / batch) : "-";
    }
  }

  @Override
  public String about() {
    return Text.format(
        """
        mini-batches of %d samples of %s on %s
        its product of 1024 x 1024 x 1024: %s GFLOP/s
        samples on the clock; ms and GFLOP/s of processor time of the thread, for a step
        memory: planned for weights, gradients and moments, planned for scratch, resident at the\
         peak, as much of what is planned, and what of it is no state, for each sample""",
        batch, sample, device, productGflops.toText(1));
  }

  @Override
  public TextTable table() {
    TextTable table =
        new TextTable(
            1,
            "modules",
            "samples/s",
            "GFLOP",
            "ms",
            "GFLOP/s",
            "of product",
            "state MB",
            "scratch MB",
            "resident MB",
            "of planned",
            "MB/sample");
    for (Row row : rows) {
      Memory memory = row.memory();
      table.add(
          row.modules(),
          row.samplesPerSecond().toText(1),
          Text.format("%.3f", row.throughput().gflop()),
          row.throughput().millis().toText(1),
          row.throughput().gflopsText(),
          row.throughput().shareText(),
          Text.format("%.0f", memory.stateBytes() * 1e-6),
          Text.format("%.0f", memory.scratchBytes() * 1e-6),
          memory.residentText(),
          memory.ofPlannedText(),
          memory.eachSampleText(batch));
    }
    return table;
  }
}
