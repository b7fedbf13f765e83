package org.greedyinfomax.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.probe.labels.LabelPoint;
import org.greedyinfomax.probe.result.Interval;
import org.greedyinfomax.probe.result.ProbeResult;
import org.greedyinfomax.probe.table.EncodedTable;
import org.greedyinfomax.probe.table.EncodedTables;
import org.greedyinfomax.probe.table.Examples;

/**
 * Probes of one label: of the raw input, and of every module before and after training. Where
 * vectors are in memory, some are fitted to at the same time; the results are the same.
 */
final class LabelProbes {

  private final String label;
  private final EncodedTables tables;
  private final ProbeSettings settings;
  private final FewLabels fewLabels;

  LabelProbes(String label, EncodedTables tables, ProbeSettings settings, FewLabels fewLabels) {
    this.label = label;
    this.tables = tables;
    this.settings = settings;
    this.fewLabels = fewLabels;
  }

  /** What was found of one column of a table. */
  private record Found(ProbeResult result, Score trained, Score untrained, Points points) {}

  private record Points(List<LabelPoint> trained, List<LabelPoint> untrained) {}

  /**
   * Probes all.
   *
   * @param modules lowest first
   * @param notes gets what is to be said of the fits
   * @param progress is told what is probed next
   */
  List<ProbeResult> of(List<String> modules, FitNotes notes, Consumer<String> progress) {
    List<Supplier<Found>> probes = new ArrayList<>();
    tables
        .raw()
        .ifPresent(
            raw ->
                probes.add(
                    () -> {
                      progress.accept("the raw input");
                      return raw(raw);
                    }));
    for (String module : modules) {
      probes.add(
          () -> {
            progress.accept("module " + module);
            return module(module);
          });
    }
    List<Found> found = ParallelFits.all(probes, tables);
    for (Found probe : found) {
      String module = probe.result.module();
      if (module.equals(Encoding.RAW) && tables.raw().isPresent()) {
        notes.add(label + " of the raw input", probe.trained.notes());
      } else {
        notes.add(label + " of " + module + ", trained", probe.trained.notes());
        notes.add(label + " of " + module + ", untrained", probe.untrained.notes());
      }
      fewLabels.add(label, module, probe.points.trained, probe.points.untrained);
    }
    return found.stream().map(Found::result).toList();
  }

  /** Of the raw input, which training does not change: it stands where trained modules stand. */
  private Found raw(EncodedTable raw) {
    try (Examples examples = raw.examples(label, Encoding.RAW)) {
      Score score = Score.of(examples, settings);
      return new Found(
          result(Encoding.RAW, label, examples, score, Score.NONE),
          score,
          Score.NONE,
          new Points(fewLabels.points(label, examples, score.linear()), List.of()));
    }
  }

  /** One encoder's vectors after the other's, for both at once would take twice the memory. */
  private Found module(String module) {
    Score untrained;
    List<LabelPoint> untrainedPoints;
    try (Examples examples = tables.untrained().examples(label, module)) {
      untrained = Score.of(examples, settings);
      untrainedPoints = fewLabels.points(label, examples, untrained.linear());
    }
    try (Examples examples = tables.trained().examples(label, module)) {
      Score trained = Score.of(examples, settings);
      return new Found(
          result(module, label, examples, trained, untrained),
          trained,
          untrained,
          new Points(fewLabels.points(label, examples, trained.linear()), untrainedPoints));
    }
  }

  /** What two encoders have come to with one label. */
  static ProbeResult result(
      String module, String label, Examples examples, Score trained, Score untrained) {
    return new ProbeResult(
        module,
        label,
        trained.linear(),
        untrained.linear(),
        Interval.of(trained.linear(), examples.testRecordings()),
        Interval.of(untrained.linear(), examples.testRecordings()),
        trained.regParam(),
        untrained.regParam(),
        trained.neighbours(),
        untrained.neighbours(),
        examples.chance(),
        examples.classes(),
        examples.trainRecordings(),
        examples.testRecordings());
  }
}
