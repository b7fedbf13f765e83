package org.greedyinfomax.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.greedyinfomax.report.curve.LabelledCurve;
import org.greedyinfomax.report.curve.LabelledCurve.Kind;
import org.greedyinfomax.report.curve.LabelledCurve.Point;
import org.greedyinfomax.report.data.AccuracyPoint;
import org.greedyinfomax.report.data.EmbeddingMap;
import org.greedyinfomax.report.data.FirstLayer;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.report.data.Learned;
import org.greedyinfomax.report.data.LossPoint;
import org.greedyinfomax.report.data.Opening;
import org.greedyinfomax.report.data.ProbeRow;
import org.greedyinfomax.report.data.ReportData;
import org.greedyinfomax.report.data.Traffic;
import org.greedyinfomax.report.nuisance.NuisanceRow;

/** A report that has everything, in any size. */
public final class SampleReport {

  private SampleReport() {}

  /** As small as can be. */
  static ReportData small() {
    return of(2, 3, 1, 4, 20, taps(8));
  }

  /** Of nothing but losses. */
  public static ReportData ofLosses(double ceiling, LossPoint... losses) {
    return of(List.of(losses), ceiling, Learned.NOTHING, List.of());
  }

  /** Of nothing but what was learned. */
  public static ReportData ofLearned(Learned learned) {
    return of(List.of(), 1, learned, List.of());
  }

  /** Of nothing but a timeline. */
  public static ReportData ofTimeline(List<LaneRound> timeline) {
    return of(List.of(), 1, Learned.NOTHING, timeline);
  }

  private static ReportData of(
      List<LossPoint> losses, double ceiling, Learned learned, List<LaneRound> timeline) {
    return new ReportData(
        "t",
        Opening.NONE,
        Map.of(),
        losses,
        List.of(),
        ceiling,
        learned,
        timeline,
        List.of(),
        List.of());
  }

  /** Of a run that lasted long and was looked at from all sides. */
  static ReportData large() {
    return of(20, 5000, 3, 14, 600, taps(512));
  }

  /**
   * A report.
   *
   * @param labels that are probed and mapped
   * @param values of each label
   * @param dots of each map
   */
  static ReportData of(
      int modules, int rounds, int labels, int values, int dots, FirstLayer firstLayer) {
    Random random = new Random(7);
    List<LossPoint> losses = new ArrayList<>();
    List<LaneRound> timeline = new ArrayList<>();
    List<ProbeRow> probes = new ArrayList<>();
    List<NuisanceRow> nuisances = new ArrayList<>();
    List<AccuracyPoint> accuracies = new ArrayList<>();
    List<EmbeddingMap> maps = new ArrayList<>();
    for (int m = 0; m < modules; m++) {
      String module = "module-" + m;
      for (int r = 0; r < rounds; r++) {
        losses.add(new LossPoint(module, r, 512L * r, 2 - 0.1 * m - 0.5 * r / rounds, 0.5, 0.5));
        timeline.add(
            new LaneRound(
                module, r, 3.0 * r, 0.5, 2, 0.3, 0.2, new Traffic(1_000_000, 2_000_000, 500_000)));
      }
      nuisances.add(new NuisanceRow(module, "level", 0.9 - 0.02 * m, 0.4));
      nuisances.add(new NuisanceRow(module, "noise", 0.5, m == 0 ? -0.1 : Double.NaN));
      for (int l = 0; l < labels; l++) {
        ProbeRow row =
            new ProbeRow(
                module, "label-" + l, Accuracies.of(0.75), Accuracies.of(0.5), 0.7, 0.4, 0.1);
        probes.add(row);
        for (int r = 1; r <= 20; r++) {
          accuracies.add(new AccuracyPoint(r, row));
        }
      }
    }
    for (int l = 0; l < labels; l++) {
      for (int m = 0; m < modules; m++) {
        maps.add(map("label-" + l, "module-" + m, values, dots, random));
      }
    }
    return new ReportData(
        "A run with everything",
        Opening.NONE,
        Map.of("data", "12 rows of a corpus in a folder with a name that is rather long"),
        losses,
        List.of(),
        2.4,
        new Learned(
            probes,
            nuisances,
            accuracies,
            labelCurves(modules, labels),
            "Of corpus.",
            maps,
            Optional.of(firstLayer)),
        timeline,
        List.of("Module module-1 has collapsed: its outputs are nearly all the same."),
        List.of("bin/gim pretrain --input corpus --run elsewhere --recipe run/config.conf"));
  }

  private static List<LabelledCurve> labelCurves(int modules, int labels) {
    List<LabelledCurve> curves = new ArrayList<>();
    for (int l = 0; l < labels; l++) {
      for (int m = 0; m < modules; m++) {
        curves.add(labelCurve("label-" + l, "module-" + m, Kind.MODULE, 0.04 * m));
      }
      curves.add(labelCurve("label-" + l, "raw", Kind.RAW, 0.01));
      curves.add(labelCurve("label-" + l, "untrained", Kind.UNTRAINED, -0.01));
    }
    return curves;
  }

  private static LabelledCurve labelCurve(String label, String name, Kind kind, double more) {
    return new LabelledCurve(
        label,
        name,
        kind,
        0.1,
        List.of(
            new Point(1, "1", 0.15 + more, 0.12, 0.9),
            new Point(10, "10", 0.3 + more, 0.25, 0.95),
            new Point(240, "all", 0.5 + more / 10, 0.5, 0.6)));
  }

  private static EmbeddingMap map(
      String label, String module, int values, int dots, Random random) {
    List<EmbeddingMap.Dot> all = new ArrayList<>();
    for (int d = 0; d < dots; d++) {
      int value = d % values;
      all.add(
          new EmbeddingMap.Dot(
              "value-%02d".formatted(value), value + random.nextGaussian(), random.nextGaussian()));
    }
    return new EmbeddingMap(label, values, module, 0.5, all);
  }

  /** Filters of sounds, ten samples long. */
  public static FirstLayer taps(int filters) {
    List<List<Float>> all = new ArrayList<>();
    for (int f = 0; f < filters; f++) {
      List<Float> taps = new ArrayList<>();
      for (int t = 0; t < 10; t++) {
        taps.add((float) Math.cos(Math.PI * f * t / filters));
      }
      all.add(taps);
    }
    return new FirstLayer.Taps(8000, all);
  }
}
