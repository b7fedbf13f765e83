package org.greedyinfomax.bench;

import java.util.List;
import java.util.Locale;
import org.greedyinfomax.model.SampleShape;

/**
 * What {@link StepBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param device what computed
 * @param batch samples in a mini-batch
 * @param sample what the lowest module receives of each
 * @param productGflops 10⁹ FLOP per second of the {@link SquareProduct}
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
   * @param pace of a step
   * @param memory that a step takes
   */
  public record Row(String modules, MedianAndRange samplesPerSecond, Pace pace, Memory memory) {}

  /**
   * Memory outside Java's heap that is held while modules train.
   *
   * @param stateBytes of weights, gradients and Adam's two moments
   * @param plannedBytes that {@code gim plan} foresees for these and for scratch, in whole blocks
   * @param plannedScratchBytes of them for scratch
   * @param residentBytes that the process held at its peak, without what it held before, in each
   *     turn; empty if the system does not tell
   */
  public record Memory(
      long stateBytes, long plannedBytes, long plannedScratchBytes, List<Long> residentBytes) {

    public Memory {
      residentBytes = List.copyOf(residentBytes);
    }

    private double residentMegabytes() {
      return MedianAndRange.of(residentBytes.stream().map(bytes -> bytes * 1e-6).toList()).median();
    }

    private String residentText() {
      return residentBytes.isEmpty() ? "not measured" : format("%.0f", residentMegabytes());
    }

    private String ofPlannedText() {
      return residentBytes.isEmpty()
          ? "-"
          : format("%.0f %%", 100 * residentMegabytes() / (plannedBytes * 1e-6));
    }

    private String eachSampleText(int batch) {
      return residentBytes.isEmpty()
          ? "-"
          : format("%.2f", (residentMegabytes() - stateBytes * 1e-6) / batch);
    }
  }

  @Override
  public String about() {
    return format(
        "mini-batches of %d samples of %s on %s%nits product of 1024 x 1024 x 1024: %s GFLOP/s%n"
            + "samples on the clock, ms and GFLOP/s of processor time of the thread, for a"
            + " step; MB planned in all, of them for scratch, resident at the peak, and of it for"
            + " each sample beside weights, gradients and moments",
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
            "planned MB",
            "scratch",
            "resident MB",
            "of planned",
            "MB/sample");
    for (Row row : rows) {
      Memory memory = row.memory();
      table.add(
          row.modules(),
          row.samplesPerSecond().toText(1),
          format("%.3f", row.pace().gflop()),
          row.pace().millis().toText(1),
          row.pace().gflopsText(),
          row.pace().shareText(),
          format("%.0f", memory.plannedBytes() * 1e-6),
          format("%.0f", memory.plannedScratchBytes() * 1e-6),
          memory.residentText(),
          memory.ofPlannedText(),
          memory.eachSampleText(batch));
    }
    return table;
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
