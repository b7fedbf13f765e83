package org.greedyinfomax.probe.result;

import java.util.List;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.LabelsPerClass;
import org.greedyinfomax.probe.supervised.SupervisedResult;

/** Tables of accuracies, in percent of what was tested. */
final class ProbeText {

  private static final String NOT_MEASURED = "–";
  private static final int LINEAR = 28; // characters of a column of linear classifiers

  private final int neighbours;

  /**
   * Makes tables.
   *
   * @param neighbours that voted; 0 leaves their columns out
   */
  ProbeText(int neighbours) {
    this.neighbours = neighbours;
  }

  /** A table for every label. */
  String of(List<ProbeResult> results) {
    StringBuilder text = new StringBuilder();
    String label = "";
    for (ProbeResult result : results) {
      if (!result.label().equals(label)) {
        label = result.label();
        text.append(heading(result));
      }
      text.append(row(result));
    }
    return text.toString();
  }

  /** A table for single frames, if there are any. */
  static String ofFrames(List<FrameResult> results) {
    StringBuilder text = new StringBuilder();
    for (FrameResult result : results) {
      if (text.isEmpty()) {
        text.append(
                Text.format(
                    "single frames: %d classes, chance %.1f %%, %d frames to fit, %d to test%n",
                    result.classes(),
                    100 * result.chance(),
                    result.trainFrames(),
                    result.testFrames()))
            .append(line("module", linear("trained"), linear("untrained")));
      }
      text.append(
          line(
              result.module(),
              linear(result.trained(), result.trainedInterval(), result.trainedRegParam()),
              linear(result.untrained(), result.untrainedInterval(), result.untrainedRegParam())));
    }
    return text.toString();
  }

  /** A table of classifiers that runs have learned themselves, if there are any. */
  static String ofSupervised(List<SupervisedResult> results) {
    StringBuilder text = new StringBuilder();
    for (SupervisedResult result : results) {
      if (text.isEmpty()) {
        text.append(
            Text.format(
                "classifiers that supervised runs have learned, with 95 %% intervals%n"
                    + "  %-16s %-12s %12s %10s %21s  run%n",
                "", "label", "a class", "rows", "right"));
      }
      Interval interval = Interval.of(result.accuracy(), result.testRecordings());
      text.append(
          Text.format(
              "  %-16s %-12s %12s %10d %21s  %s%n",
              result.name(),
              result.label(),
              LabelsPerClass.text(result.perClass()),
              result.recordings(),
              Text.format(
                  "%s (%.1f–%.1f)",
                  percent(result.accuracy()), 100 * interval.low(), 100 * interval.high()),
              result.run()));
    }
    return text.toString();
  }

  /** A line for each. */
  static String ofNotes(List<String> notes) {
    return notes.stream()
        .map(note -> Text.format("note: %s%n", note))
        .collect(Collectors.joining());
  }

  private String heading(ProbeResult result) {
    String counts =
        Text.format(
            "%s: %d classes, chance %.1f %%, %d rows to fit, %d to test%n",
            result.label(),
            result.classes(),
            100 * result.chance(),
            result.trainRecordings(),
            result.testRecordings());
    String first = linear("trained");
    String second = linear("untrained");
    if (neighbours == 0) {
      return counts + line("module", first, second);
    }
    String classifiers =
        Text.format(
            "  %-12s %" + (2 * LINEAR + 1) + "s %21s%n",
            "",
            "linear, with 95 % intervals and penalties",
            neighbours + " neighbours");
    return counts + classifiers + line("module", first, second, "trained", "untrained");
  }

  private String row(ProbeResult result) {
    String trained = linear(result.trained(), result.trainedInterval(), result.trainedRegParam());
    String untrained =
        linear(result.untrained(), result.untrainedInterval(), result.untrainedRegParam());
    return neighbours == 0
        ? line(result.module(), trained, untrained)
        : line(
            result.module(),
            trained,
            untrained,
            percent(result.trainedNeighbours()),
            percent(result.untrainedNeighbours()));
  }

  private static String line(String module, String... cells) {
    StringBuilder line = new StringBuilder(Text.format("  %-12s", module));
    for (int i = 0; i < cells.length; i++) {
      line.append(i < 2 ? " " + cells[i] : Text.format(i == 2 ? " %9s" : " %11s", cells[i]));
    }
    return line + System.lineSeparator();
  }

  private static String linear(String heading) {
    return Text.format("%" + LINEAR + "s", heading);
  }

  /** A share, its interval, and the penalty. */
  private static String linear(double share, Interval interval, double regParam) {
    return linear(
        Double.isNaN(share)
            ? NOT_MEASURED
            : Text.format(
                "%s (%.1f–%.1f) %.0e",
                percent(share), 100 * interval.low(), 100 * interval.high(), regParam));
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? NOT_MEASURED : Text.format("%.1f %%", 100 * share);
  }
}
