package org.greedyinfomax.probe;

import java.util.List;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;

/** Tables of accuracies, in percent of what was tested. */
final class ProbeText {

  private static final String NOT_MEASURED = "–";

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
            .append(line("module", "trained", "untrained"));
      }
      text.append(line(result.module(), percent(result.trained()), percent(result.untrained())));
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
    if (neighbours == 0) {
      return counts + line("module", "trained", "untrained");
    }
    String classifiers =
        Text.format("  %-12s %21s %21s%n", "", "linear", neighbours + " neighbours");
    return counts + classifiers + line("module", "trained", "untrained", "trained", "untrained");
  }

  private String row(ProbeResult result) {
    String trained = percent(result.trained());
    String untrained = percent(result.untrained());
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
      line.append(Text.format(i % 2 == 0 ? " %9s" : " %11s", cells[i]));
    }
    return line + System.lineSeparator();
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? NOT_MEASURED : Text.format("%.1f %%", 100 * share);
  }
}
