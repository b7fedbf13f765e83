package org.greedyinfomax.report.opening;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.report.drawing.Svg;

/** Accuracies by module: a panel for each label, on its own or all as one drawing. */
final class AccuracyPicture {

  private static final int WIDTH = 720;
  private static final int WIDTH_OF_ONE = 440; // on a page, where its text is to be read on phones
  private static final int GAP = 24;

  private final Training training;
  private final List<LabelResult> labels;

  /** Of at least one label. */
  AccuracyPicture(Training training, List<LabelResult> labels) {
    this.training = training;
    this.labels = List.copyOf(labels);
  }

  /** A drawing for each label. */
  List<String> panels() {
    List<String> drawings = new ArrayList<>();
    for (LabelPanel panel : panels(WIDTH_OF_ONE)) {
      drawings.add(
          Svg.drawing(
              panel.width(),
              panel.height(),
              "opening-" + (drawings.size() + 1),
              panel.title(),
              panel.description(),
              panel.content()));
    }
    return drawings;
  }

  /**
   * All in one drawing, two in a row.
   *
   * @param title with nothing escaped
   */
  String whole(String title) {
    List<LabelPanel> panels = panels(WIDTH);
    StringBuilder content = new StringBuilder();
    List<String> descriptions = new ArrayList<>();
    int y = 0;
    for (int i = 0; i < panels.size(); i += 2) {
      List<LabelPanel> row = panels.subList(i, Math.min(i + 2, panels.size()));
      int x = 0;
      for (LabelPanel panel : row) {
        content.append(
            Svg.piece("<g transform=\"translate(%d %d)\">%n%s</g>%n", x, y, panel.content()));
        descriptions.add(panel.title() + ": " + panel.description());
        x += panel.width() + GAP;
      }
      y += row.stream().mapToInt(LabelPanel::height).max().orElseThrow();
    }
    return Svg.drawing(
        WIDTH, y, "opening", title, String.join(" ", descriptions), content.toString());
  }

  private List<LabelPanel> panels(int widthOfOne) {
    int width = labels.size() == 1 ? widthOfOne : (WIDTH - GAP) / 2;
    return labels.stream().map(label -> new LabelPanel(training, label, width)).toList();
  }
}
