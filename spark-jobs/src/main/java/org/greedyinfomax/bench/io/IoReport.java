package org.greedyinfomax.bench.io;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.bench.BenchmarkReport;
import org.greedyinfomax.bench.MedianAndRange;
import org.greedyinfomax.model.spec.SampleShape;

/**
 * What {@link IoBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param device what computed
 * @param module whose outputs were written
 * @param batch samples in a mini-batch
 * @param sample what each of them is
 * @param zeros share of numbers that are zero, in [0, 1]
 * @param megabytes 10⁶ bytes of a round in single precision
 * @param repeats of every measurement
 * @param rows one for each type and variant
 */
public record IoReport(
    int version,
    String device,
    String module,
    int batch,
    SampleShape sample,
    double zeros,
    double megabytes,
    int repeats,
    List<Row> rows)
    implements BenchmarkReport {

  static final int VERSION = 1;

  public IoReport {
    rows = List.copyOf(rows);
  }

  /**
   * A way to keep activations in files.
   *
   * @param variant what writes and reads
   * @param codec or {@code none}
   * @param dtype of the numbers in the files
   * @param size bytes of the files, relative to the numbers in single precision
   * @param written 10⁶ bytes, counted in single precision, per second of processor time
   * @param read likewise
   * @param writtenByTheClock the same per second on the clock
   * @param readByTheClock likewise
   */
  public record Row(
      String variant,
      String codec,
      String dtype,
      double size,
      MedianAndRange written,
      MedianAndRange read,
      MedianAndRange writtenByTheClock,
      MedianAndRange readByTheClock) {}

  @Override
  public String about() {
    return Text.format(
        "module %s on %s: mini-batches of %d samples of %s, %.0f MB, %.1f %%"
            + " zeros%nMB of float32 per second of processor time, and on the clock",
        module, device, batch, sample, megabytes, 100 * zeros);
  }

  @Override
  public TextTable table() {
    TextTable table =
        new TextTable(
            3,
            "dtype",
            "files",
            "codec",
            "size",
            "written",
            "read",
            "written, clock",
            "read, clock");
    for (Row row : rows) {
      table.add(
          row.dtype(),
          row.variant(),
          row.codec(),
          Text.format("%.1f %%", 100 * row.size()),
          row.written().toText(0),
          row.read().toText(0),
          row.writtenByTheClock().toText(0),
          row.readByTheClock().toText(0));
    }
    return table;
  }
}
