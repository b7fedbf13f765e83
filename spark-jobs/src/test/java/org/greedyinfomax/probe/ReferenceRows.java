package org.greedyinfomax.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.probe.fit.FittingTable;
import org.greedyinfomax.probe.fit.LabelledRows;
import org.greedyinfomax.probe.fit.LinearModel;

/**
 * Features with classes, and what scikit-learn makes of them: see {@code reference.py}.
 *
 * @param fitted rows to fit to, standardized
 * @param tested rows to test, shifted and scaled as these
 */
public record ReferenceRows(LabelledRows fitted, LabelledRows tested) {

  public static final int CHANNELS = 24;

  /**
   * How many rows scikit-learn classifies correctly: of those to test, and of those to fit, by
   * folds.
   */
  public record Right(double penalty, int tested, int judged) {}

  public static ReferenceRows read() throws IOException {
    List<String[]> lines = lines("features.tsv");
    LabelledRows fitted = rows(lines.stream().filter(line -> line[2].equals("0")).toList());
    LabelledRows tested = rows(lines.stream().filter(line -> line[2].equals("1")).toList());
    fitted.standardize(tested);
    return new ReferenceRows(fitted, tested);
  }

  private static LabelledRows rows(List<String[]> lines) {
    return LabelledRows.of(
        lines.stream().mapToInt(line -> Integer.parseInt(line[0])).toArray(),
        lines.stream().mapToInt(line -> Integer.parseInt(line[1])).toArray(),
        lines.stream()
            .map(line -> Arrays.stream(line).skip(3).mapToDouble(Double::parseDouble).toArray())
            .toArray(double[][]::new));
  }

  public static List<Right> reference() throws IOException {
    return lines("reference.tsv").stream()
        .map(
            line ->
                new Right(
                    Double.parseDouble(line[0]),
                    Integer.parseInt(line[1]),
                    Integer.parseInt(line[2])))
        .toList();
  }

  private static List<String[]> lines(String name) throws IOException {
    try (InputStream in = ReferenceRows.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .toList();
    }
  }

  /** The rows to fit to. */
  public FittingTable table() {
    return new FittingTable(List.of(fitted));
  }

  public int rightOfTested(LinearModel model) {
    return (int)
        IntStream.range(0, tested.size())
            .filter(i -> model.classOf(tested.vector(i)) == tested.classOf(i))
            .count();
  }
}
