package org.greedyinfomax.report.opening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.report.data.LinearAccuracy;
import org.greedyinfomax.report.data.ProbeRow;

/**
 * What linear classifiers find of one label.
 *
 * @param label its name
 * @param raw of the raw input, if that was probed
 * @param modules at least one, lowest first
 */
record LabelResult(String label, Optional<LinearAccuracy> raw, List<ProbeRow> modules) {

  LabelResult {
    modules = List.copyOf(modules);
  }

  /** Of all labels that any module was probed for; first where the top module has gained most. */
  static List<LabelResult> of(List<ProbeRow> rows) {
    Map<String, List<ProbeRow>> labels = new LinkedHashMap<>();
    rows.forEach(row -> labels.computeIfAbsent(row.label(), name -> new ArrayList<>()).add(row));
    return labels.entrySet().stream()
        .map(label -> of(label.getKey(), label.getValue()))
        .filter(result -> !result.modules.isEmpty())
        .sorted(Comparator.comparingDouble(LabelResult::gain).reversed())
        .toList();
  }

  private static LabelResult of(String label, List<ProbeRow> rows) {
    return new LabelResult(
        label,
        rows.stream().filter(ProbeRow::isRaw).map(ProbeRow::trained).findFirst(),
        rows.stream().filter(row -> !row.isRaw()).toList());
  }

  /** The topmost module. */
  ProbeRow top() {
    return modules.get(modules.size() - 1);
  }

  /** The module that tells most. */
  ProbeRow best() {
    return modules.stream()
        .max(Comparator.comparingDouble(row -> row.trained().share()))
        .orElseThrow();
  }

  double chance() {
    return modules.get(0).chance();
  }

  /** By how much the top module is above the raw input, or above itself before training. */
  private double gain() {
    double control =
        raw.map(LinearAccuracy::share)
            .orElse(top().untrained().isMeasured() ? top().untrained().share() : chance());
    return top().trained().share() - control;
  }
}
