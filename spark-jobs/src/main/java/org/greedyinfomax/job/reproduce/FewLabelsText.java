package org.greedyinfomax.job.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.config.LabelsPerClass;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.job.reproduce.Reproduction.FewLabelsResult;
import org.greedyinfomax.probe.labels.LabelCurve;
import org.greedyinfomax.probe.labels.LabelCurveText;
import org.greedyinfomax.probe.labels.LabelPoint;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.supervised.SupervisedResult;

/**
 * Accuracies by the number of labels, as Markdown: linear classifiers on frozen modules and on raw
 * features, beside supervised learning from scratch on the labels of the first draw.
 */
final class FewLabelsText {

  private final Reproduction reproduction;
  private final List<LabelCurve> curves;
  private final List<Integer> sizes;

  /** Of what was found, where Greedy InfoMax has been probed. */
  FewLabelsText(Reproduction reproduction) {
    this.reproduction = reproduction;
    curves = curves(Method.GREEDY_INFOMAX);
    sizes =
        curves.stream()
            .limit(1)
            .flatMap(curve -> curve.trained().stream())
            .map(LabelPoint::perClass)
            .toList();
  }

  private List<LabelCurve> curves(Method method) {
    return reproduction.of(method).map(ProbeReport::labelCurves).orElse(List.of());
  }

  /** Empty if there are no label curves. */
  @Override
  public String toString() {
    if (sizes.isEmpty()) {
      return "";
    }
    TextTable table =
        new TextTable(
            2,
            Stream.concat(Stream.of("method", "module"), sizes.stream().map(LabelsPerClass::text))
                .toArray(String[]::new));
    for (LabelCurve curve : curves) {
      if (!curve.untrained().isEmpty()) {
        add(table, PaperNumbers.UNTRAINED, curve.module(), curve.untrained());
      }
    }
    for (LabelCurve curve : curves) {
      if (isRaw(curve)) {
        add(table, PaperNumbers.RAW, "", curve.trained());
      }
    }
    addSupervised(table);
    for (Method method : List.of(Method.CPC, Method.GREEDY_INFOMAX)) {
      for (LabelCurve curve : curves(method)) {
        if (!isRaw(curve)) {
          add(table, method.text(), curve.module(), curve.trained());
        }
      }
    }
    return Text.format(
            "%n## %s, by labels of each class%n%nAccuracy in %% of those tested: of linear"
                + " classifiers that are fitted to so many labels, the mean of %d draws and, in"
                + " parentheses, the lowest and the highest; of supervised learning, from scratch"
                + " and end to end on the labels of the first draw, in as many steps as from all.%n%n",
            curves.get(0).label(),
            reproduction.of(Method.GREEDY_INFOMAX).orElseThrow().settings().draws())
        + table;
  }

  private static boolean isRaw(LabelCurve curve) {
    return curve.module().equals(Encoding.RAW);
  }

  private void add(TextTable table, String method, String module, List<LabelPoint> points) {
    List<String> cells = new ArrayList<>(List.of(method, module));
    for (int size : sizes) {
      cells.add(
          points.stream()
              .filter(point -> point.perClass() == size)
              .findFirst()
              .map(LabelCurveText::cell)
              .orElse(PaperNumbers.NONE));
    }
    table.add(cells.toArray(String[]::new));
  }

  private void addSupervised(TextTable table) {
    List<SupervisedResult> results =
        Stream.concat(
                reproduction.fewLabels().stream().map(FewLabelsResult::supervised),
                reproduction.of(Method.SUPERVISED).stream()
                    .flatMap(report -> report.supervised().stream()))
            .toList();
    List<LabelPoint> points =
        results.stream()
            .map(
                result ->
                    new LabelPoint(
                        result.perClass(), result.recordings(), List.of(result.accuracy())))
            .toList();
    if (!results.isEmpty()) {
      add(table, Method.SUPERVISED.text(), results.get(0).module(), points);
    }
  }
}
