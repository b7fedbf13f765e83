package org.greedyinfomax.bench.io;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.bench.BenchmarkReport;
import org.greedyinfomax.bench.MedianAndRange;

/**
 * What {@link AudioBenchmark} has measured.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param seconds that each recording lasts
 * @param repeats of every measurement
 * @param rows one for each conversion
 */
public record AudioReport(int version, int seconds, int repeats, List<Row> rows)
    implements BenchmarkReport {

  static final int VERSION = 1;

  public AudioReport {
    rows = List.copyOf(rows);
  }

  /**
   * A conversion of 16-bit WAV.
   *
   * @param from rate of the file, in Hz
   * @param channels of the file
   * @param to rate of the corpus, in Hz
   * @param processor seconds of processor time for one recording
   */
  public record Row(int from, int channels, int to, MedianAndRange processor) {}

  @Override
  public String about() {
    return Text.format(
        "recordings of %d s in WAV of 16 bits, decoded, mixed and resampled into segments; time is"
            + " processor time of the one thread",
        seconds);
  }

  @Override
  public TextTable table() {
    TextTable table = new TextTable(3, "from Hz", "channels", "to Hz", "s", "times real time");
    for (Row row : rows) {
      table.add(
          Integer.toString(row.from()),
          Integer.toString(row.channels()),
          Integer.toString(row.to()),
          row.processor().toText(2),
          Text.format("%.0f", seconds / row.processor().median()));
    }
    return table;
  }
}
