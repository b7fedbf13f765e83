package org.greedyinfomax.report.opening;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.LinearAccuracy;
import org.greedyinfomax.report.data.ProbeRow;
import org.greedyinfomax.report.drawing.Axis;
import org.greedyinfomax.report.drawing.Html;
import org.greedyinfomax.report.drawing.Svg;

/**
 * How many test rows a linear classifier on each module classifies correctly, in percent, with
 * intervals of 95 %: trained, untrained, and as levels the raw input and chance.
 */
final class LabelPanel {

  private static final int LEFT = 40;
  private static final int RIGHT_MARGIN = 18;
  private static final int PLOT_HEIGHT = 210;
  private static final int BELOW = 50;
  private static final double LETTER = 7.2; // of a small text, about

  private final Training training;
  private final LabelResult result;
  private final int width;
  private final Legend legend;
  private final int top;
  private final Axis up;

  LabelPanel(Training training, LabelResult result, int width) {
    this.training = training;
    this.result = result;
    this.width = width;
    legend = legend();
    top = 50 + legend.height();
    double highest =
        accuracies()
            .flatMapToDouble(accuracy -> DoubleStream.of(accuracy.high()))
            .max()
            .orElseThrow();
    up = Axis.between(0, 100 * Math.max(highest, result.chance()), 5).widened();
  }

  private Legend legend() {
    Legend entries = new Legend(LEFT, 44, width - RIGHT_MARGIN);
    entries.add("trained-line", "<circle class=\"dot\" r=\"4\" cx=\"9\" cy=\"0\"/>", "trained");
    if (result.modules().stream().anyMatch(row -> row.untrained().isMeasured())) {
      entries.add(
          "untrained-line", "<circle class=\"hollow\" r=\"3.5\" cx=\"9\" cy=\"0\"/>", "untrained");
    }
    result
        .raw()
        .ifPresent(
            raw ->
                entries.add(
                    "raw-level",
                    "<path class=\"level-line\" d=\"M0 0H18\"/>",
                    training.raw() + " " + Html.percent(raw.share())));
    entries.add(
        "chance-level",
        "<path class=\"chance-line\" d=\"M0 0H18\"/>",
        "chance " + Html.percent(result.chance()));
    return entries;
  }

  int width() {
    return width;
  }

  int height() {
    return top + PLOT_HEIGHT + BELOW;
  }

  /** In words, with nothing escaped. */
  String title() {
    return "Accuracy for " + result.label() + " by module";
  }

  /** The numbers in words, with nothing escaped. */
  String description() {
    List<String> parts = new ArrayList<>();
    for (ProbeRow row : result.modules()) {
      String untrained =
          row.untrained().isMeasured()
              ? ", untrained " + Html.percent(row.untrained().share())
              : "";
      parts.add(row.module() + " " + Html.percent(row.trained().share()) + untrained);
    }
    result.raw().ifPresent(raw -> parts.add(training.raw() + " " + Html.percent(raw.share())));
    parts.add("chance " + Html.percent(result.chance()));
    return String.join("; ", parts) + ".";
  }

  /** The elements of the drawing, from 0 to {@link #width} and to {@link #height}. */
  String content() {
    String label = Html.escape(Svg.shortened(result.label(), width / 22));
    String unit = Text.format("accuracy on the test %s, %%", training.rows());
    return Svg.text("heading", 4, 20, label)
        + Svg.text("name end small", width - RIGHT_MARGIN, 20, unit)
        + legend.render()
        + grid()
        + levels()
        + line("untrained-line", "hollow", ProbeRow::untrained)
        + line("trained-line", "dot", ProbeRow::trained)
        + values()
        + names();
  }

  private Stream<LinearAccuracy> accuracies() {
    return Stream.concat(
            result.raw().stream(),
            result.modules().stream().flatMap(row -> Stream.of(row.trained(), row.untrained())))
        .filter(LinearAccuracy::isMeasured);
  }

  private String grid() {
    return up.ticks().stream()
        .map(
            tick ->
                Svg.piece(
                        "<path class=\"grid\" d=\"M%d %.1fH%d\"/>%n",
                        LEFT, down(tick), width - RIGHT_MARGIN)
                    + Svg.text("tick end small", LEFT - 8, down(tick) + 4.5, up.text(tick)))
        .collect(Collectors.joining());
  }

  private String levels() {
    int right = width - RIGHT_MARGIN;
    String chance =
        Svg.piece(
            "<path class=\"chance-line chance-level\" d=\"M%d %.1fH%d\"/>%n",
            LEFT, down(100 * result.chance()), right);
    return chance
        + result
            .raw()
            .map(
                raw ->
                    Svg.piece(
                        "<g class=\"raw-level\"><rect class=\"band\" x=\"%d\" y=\"%.1f\" width=\"%d\""
                            + " height=\"%.1f\"/><path class=\"level-line\" d=\"M%d %.1fH%d\"/></g>%n",
                        LEFT,
                        down(100 * raw.high()),
                        right - LEFT,
                        down(100 * raw.low()) - down(100 * raw.high()),
                        LEFT,
                        down(100 * raw.share()),
                        right))
            .orElse("");
  }

  private String line(String colour, String dot, Function<ProbeRow, LinearAccuracy> of) {
    StringBuilder points = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (int m = 0; m < result.modules().size(); m++) {
      LinearAccuracy accuracy = of.apply(result.modules().get(m));
      if (accuracy.isMeasured()) {
        double x = along(m);
        double y = down(100 * accuracy.share());
        points.append(Svg.piece("%s%.1f %.1f", points.isEmpty() ? "M" : "L", x, y));
        marks.append(
            Svg.piece(
                "<path class=\"error\" d=\"M%.1f %.1fV%.1f\"/>"
                    + "<circle class=\"%s\" r=\"4\" cx=\"%.1f\" cy=\"%.1f\"/>%n",
                x, down(100 * accuracy.low()), down(100 * accuracy.high()), dot, x, y));
      }
    }
    return points.isEmpty()
        ? ""
        : Svg.piece(
            "<g class=\"%s\"><path class=\"trend\" d=\"%s\"/>%n%s</g>%n", colour, points, marks);
  }

  /** Numbers above trained modules, as many as there is room for, always that of the top one. */
  private String values() {
    StringBuilder values = new StringBuilder("<g class=\"trained-line\">");
    for (int m = 0; m < result.modules().size(); m++) {
      if (isNamed(m, 36)) {
        LinearAccuracy accuracy = result.modules().get(m).trained();
        values.append(
            Svg.text(
                "value middle halo small",
                along(m),
                down(100 * accuracy.high()) - 6,
                Html.number(100 * accuracy.share(), 1)));
      }
    }
    return values.append("</g>\n").toString();
  }

  private String names() {
    boolean areShort =
        result.modules().stream().allMatch(row -> row.module().length() * LETTER <= spacing());
    StringBuilder names = new StringBuilder();
    for (int m = 0; m < result.modules().size(); m++) {
      if (areShort || isNamed(m, 24)) {
        String name = areShort ? result.modules().get(m).module() : Integer.toString(m + 1);
        names.append(Svg.text("small middle", along(m), top + PLOT_HEIGHT + 18, Html.escape(name)));
      }
    }
    double middle = (LEFT + width - RIGHT_MARGIN) / 2.0;
    return names
        + Svg.text("name middle small", middle, top + PLOT_HEIGHT + 40, "modules, lowest first");
  }

  /** Whether there is room for a text at a module: at every one, or at each second, third… */
  private boolean isNamed(int module, int room) {
    int every = (int) Math.max(1, Math.ceil(room / spacing()));
    return (result.modules().size() - 1 - module) % every == 0;
  }

  private double spacing() {
    return (width - RIGHT_MARGIN - LEFT) / (double) result.modules().size();
  }

  private double along(int module) {
    return LEFT + (module + 0.5) * spacing();
  }

  private double down(double percent) {
    return top + PLOT_HEIGHT * (1 - up.place(percent));
  }
}
