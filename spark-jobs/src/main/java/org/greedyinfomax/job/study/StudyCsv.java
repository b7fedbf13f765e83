package org.greedyinfomax.job.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.greedyinfomax.job.study.TrialResult.Accuracy;
import org.greedyinfomax.job.study.TrialResult.Cost;
import org.greedyinfomax.job.study.TrialResult.Loss;

/**
 * A study as comma-separated values (RFC 4180): a row for every point of the grid, label and
 * module, with means and standard deviations over the seeds. What was not measured is empty.
 */
final class StudyCsv {

  private static final String END = "\r\n";

  private StudyCsv() {}

  /** The whole file, with a line of headings. */
  static String of(List<String> keys, List<PointResults> points) {
    List<String> heads = new ArrayList<>(keys);
    heads.addAll(List.of("label", "module", "seeds"));
    for (String number :
        List.of(
            "accuracy",
            "untrained_accuracy",
            "loss",
            "held_out_loss",
            "training_seconds",
            "training_cpu_seconds",
            "probing_seconds")) {
      heads.add(number + "_mean");
      heads.add(number + "_deviation");
    }
    StringBuilder text = new StringBuilder(line(heads));
    for (PointResults point : points) {
      for (String label : PointResults.labels(List.of(point))) {
        Set<String> modules = new LinkedHashSet<>(PointResults.probed(List.of(point), label));
        modules.addAll(PointResults.modules(List.of(point)));
        modules.forEach(module -> text.append(line(row(point, label, module))));
      }
    }
    return text.toString();
  }

  private static List<String> row(PointResults point, String label, String module) {
    List<String> row = new ArrayList<>(point.values());
    row.addAll(List.of(label, module, Integer.toString(point.results().size())));
    for (MeanAndDeviation spread :
        List.of(
            point.accuracy(label, module, Accuracy::trained),
            point.accuracy(label, module, Accuracy::untrained),
            point.loss(module, Loss::training),
            point.loss(module, Loss::heldOut),
            point.cost(Cost::trainingSeconds),
            point.cost(Cost::trainingCpuSeconds),
            point.cost(Cost::probingSeconds))) {
      row.add(number(spread.mean()));
      row.add(number(spread.deviation()));
    }
    return row;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  private static String line(List<String> fields) {
    return fields.stream().map(StudyCsv::field).collect(Collectors.joining(",", "", END));
  }

  private static String field(String text) {
    return text.matches("(?s).*[\",\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
