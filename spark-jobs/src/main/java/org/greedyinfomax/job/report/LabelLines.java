package org.greedyinfomax.job.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.greedyinfomax.config.LabelsPerClass;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.probe.labels.LabelCurve;
import org.greedyinfomax.probe.labels.LabelPoint;
import org.greedyinfomax.probe.result.ProbeReport;
import org.greedyinfomax.probe.result.ProbeResult;
import org.greedyinfomax.probe.supervised.SupervisedResult;
import org.greedyinfomax.report.curve.LabelledCurve;
import org.greedyinfomax.report.curve.LabelledCurve.Kind;

/** The lines of a label curve that a probe has found. */
final class LabelLines {

  private LabelLines() {}

  /** A line for every module and raw input, and for each label one of the topmost untrained. */
  static List<LabelledCurve> of(ProbeReport report) {
    List<LabelledCurve> lines = new ArrayList<>();
    for (LabelCurve curve : report.labelCurves()) {
      boolean isRaw = curve.module().equals(Encoding.RAW);
      ProbeResult result = result(report, curve);
      add(lines, result, curve.module(), isRaw ? Kind.RAW : Kind.MODULE, curve.trained());
      if (isTopmost(report, curve)) {
        add(lines, result, curve.module() + " untrained", Kind.UNTRAINED, curve.untrained());
      }
    }
    lines.addAll(supervised(report));
    return lines;
  }

  /** A line for each kind of supervised training, over what its runs have learned from. */
  private static List<LabelledCurve> supervised(ProbeReport report) {
    List<LabelledCurve> lines = new ArrayList<>();
    for (LabelCurve curve : report.labelCurves()) {
      if (!isTopmost(report, curve)) {
        continue;
      }
      ProbeResult result = result(report, curve);
      Map<String, List<SupervisedResult>> kinds =
          report.supervised().stream()
              .filter(run -> run.label().equals(curve.label()))
              .collect(
                  Collectors.groupingBy(SupervisedResult::name, TreeMap::new, Collectors.toList()));
      kinds.forEach(
          (name, runs) ->
              add(
                  lines,
                  result,
                  name,
                  runs.get(0).isTuned() ? Kind.FINE_TUNED : Kind.SUPERVISED,
                  points(runs)));
    }
    return lines;
  }

  /** Runs with the same number of labels, as of several seeds, are a point with a band. */
  private static List<LabelPoint> points(List<SupervisedResult> runs) {
    Map<Long, List<SupervisedResult>> byRows =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    SupervisedResult::recordings, TreeMap::new, Collectors.toList()));
    return byRows.values().stream()
        .map(
            same ->
                new LabelPoint(
                    same.get(0).perClass(),
                    same.get(0).recordings(),
                    same.stream().map(SupervisedResult::accuracy).toList()))
        .toList();
  }

  private static void add(
      List<LabelledCurve> lines,
      ProbeResult result,
      String name,
      Kind kind,
      List<LabelPoint> points) {
    if (!points.isEmpty()) {
      lines.add(
          new LabelledCurve(
              result.label(),
              name,
              kind,
              result.chance(),
              points.stream().map(point -> point(point, result.classes())).toList()));
    }
  }

  private static LabelledCurve.Point point(LabelPoint point, int classes) {
    boolean isAll = point.perClass() == LabelsPerClass.ALL;
    return new LabelledCurve.Point(
        isAll ? (double) point.rows() / classes : point.perClass(),
        LabelsPerClass.text(point.perClass()),
        point.mean(),
        point.lowest(),
        point.highest());
  }

  private static boolean isTopmost(ProbeReport report, LabelCurve curve) {
    List<LabelCurve> ofLabel =
        report.labelCurves().stream().filter(other -> other.label().equals(curve.label())).toList();
    return ofLabel.get(ofLabel.size() - 1).equals(curve);
  }

  private static ProbeResult result(ProbeReport report, LabelCurve curve) {
    return report.results().stream()
        .filter(result -> result.label().equals(curve.label()))
        .filter(result -> result.module().equals(curve.module()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no result of module " + curve.module()));
  }
}
