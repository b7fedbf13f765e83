package org.greedyinfomax.report.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.report.curve.LabelledCurve;
import org.greedyinfomax.report.nuisance.NuisanceRow;

/**
 * What modules have learned, as far as it was looked at.
 *
 * @param probes what is known of them now, in any order
 * @param nuisances how well nuisances can be predicted from modules, module by module, the same
 *     nuisances of each
 * @param accuracies what was found while they were trained; those of a module in the order of their
 *     rounds
 * @param labelCurves what classifiers of few labels find, lines of modules from the bottom of the
 *     stack up
 * @param mapped which states the maps are of, in words; empty if there is no map
 * @param maps of modules from the bottom of the stack up, for one label after another
 * @param firstLayer filters of the first convolution, if there is one
 */
public record Learned(
    List<ProbeRow> probes,
    List<NuisanceRow> nuisances,
    List<AccuracyPoint> accuracies,
    List<LabelledCurve> labelCurves,
    String mapped,
    List<EmbeddingMap> maps,
    Optional<FirstLayer> firstLayer) {

  /** Nothing was looked at. */
  public static final Learned NOTHING = ofProbes(List.of());

  public Learned {
    probes = List.copyOf(probes);
    nuisances = List.copyOf(nuisances);
    accuracies = List.copyOf(accuracies);
    labelCurves = List.copyOf(labelCurves);
    maps = List.copyOf(maps);
  }

  /** Without nuisances. */
  public Learned(
      List<ProbeRow> probes,
      List<AccuracyPoint> accuracies,
      List<LabelledCurve> labelCurves,
      String mapped,
      List<EmbeddingMap> maps,
      Optional<FirstLayer> firstLayer) {
    this(probes, List.of(), accuracies, labelCurves, mapped, maps, firstLayer);
  }

  /** Only what probes find. */
  public static Learned ofProbes(List<ProbeRow> probes) {
    return new Learned(probes, List.of(), List.of(), "", List.of(), Optional.empty());
  }

  /** Rounds that modules had been trained for when they were last probed; 0 if they never were. */
  public int lastProbed() {
    return accuracies.stream().mapToInt(point -> Math.toIntExact(point.rounds())).max().orElse(0);
  }

  /** The points of each label, labels in the order in which they first appear. */
  public Map<String, List<AccuracyPoint>> accuraciesByLabel() {
    return OrderedGroups.by(accuracies, point -> point.row().label());
  }

  /** The label curves of each label, labels in the order in which they first appear. */
  public Map<String, List<LabelledCurve>> labelCurvesByLabel() {
    return OrderedGroups.by(labelCurves, LabelledCurve::label);
  }

  /** The maps of each label, labels in the order in which they first appear. */
  public Map<String, List<EmbeddingMap>> mapsByLabel() {
    return OrderedGroups.by(maps, EmbeddingMap::label);
  }
}
