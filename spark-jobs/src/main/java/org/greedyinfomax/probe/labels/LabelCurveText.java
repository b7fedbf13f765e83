package org.greedyinfomax.probe.labels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.LabelsPerClass;

/** Tables of accuracies by the number of labels, in percent of what was tested. */
public final class LabelCurveText {

  private static final String NOT_MEASURED = "–";

  private LabelCurveText() {}

  /** A table for every label; nothing if there are no curves. */
  public static String of(List<LabelCurve> curves) {
    Map<String, List<LabelCurve>> labels =
        curves.stream()
            .collect(
                Collectors.groupingBy(LabelCurve::label, LinkedHashMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    labels.forEach((label, ofLabel) -> text.append(table(label, ofLabel)));
    return text.toString();
  }

  private static String table(String label, List<LabelCurve> curves) {
    List<Integer> sizes = curves.get(0).trained().stream().map(LabelPoint::perClass).toList();
    int draws =
        curves.get(0).trained().stream()
            .mapToInt(point -> point.accuracies().size())
            .max()
            .orElse(1);
    StringBuilder text = new StringBuilder();
    text.append(
        Text.format(
            "%s: linear classifiers of so many labels a class, in %%; the mean of %d draws, and in"
                + " brackets the lowest and the highest%n",
            label, draws));
    text.append(line("module", sizes.stream().map(LabelsPerClass::text).toList()));
    curves.forEach(curve -> text.append(line(curve.module(), cells(sizes, curve.trained()))));
    for (LabelCurve curve : curves) {
      if (!curve.untrained().isEmpty()) {
        text.append(line(curve.module() + ", untrained", cells(sizes, curve.untrained())));
      }
    }
    return text.toString();
  }

  private static List<String> cells(List<Integer> sizes, List<LabelPoint> points) {
    return sizes.stream()
        .map(
            size ->
                points.stream()
                    .filter(point -> point.perClass() == size)
                    .findFirst()
                    .map(LabelCurveText::cell)
                    .orElse(NOT_MEASURED))
        .toList();
  }

  /** The mean accuracy in percent, and behind it the lowest and the highest of several draws. */
  public static String cell(LabelPoint point) {
    return point.accuracies().size() == 1
        ? Text.format("%.1f", 100 * point.mean())
        : Text.format(
            "%.1f (%.1f–%.1f)", 100 * point.mean(), 100 * point.lowest(), 100 * point.highest());
  }

  private static String line(String name, List<String> cells) {
    return Text.format("  %-18s", name)
        + IntStream.range(0, cells.size())
            .mapToObj(i -> Text.format(" %18s", cells.get(i)))
            .collect(Collectors.joining())
        + System.lineSeparator();
  }
}
