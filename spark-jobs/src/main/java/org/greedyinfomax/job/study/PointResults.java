package org.greedyinfomax.job.study;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.greedyinfomax.job.study.TrialResult.Accuracy;
import org.greedyinfomax.job.study.TrialResult.Cost;
import org.greedyinfomax.job.study.TrialResult.Loss;

/**
 * The trials of a point of the grid that are done.
 *
 * @param values of the grid's keys
 * @param results one for each seed, in the order of the seeds
 */
record PointResults(List<String> values, List<TrialResult> results) {

  PointResults {
    values = List.copyOf(values);
    results = List.copyOf(results);
  }

  /** All points of a study, also those without a result. */
  static List<PointResults> of(StudyDesign design, List<TrialResult> results) {
    return design.points().stream()
        .map(
            values ->
                new PointResults(
                    values,
                    design.trials().stream()
                        .filter(trial -> trial.values().equals(values))
                        .flatMap(trial -> find(results, trial).stream())
                        .toList()))
        .toList();
  }

  private static Optional<TrialResult> find(List<TrialResult> results, Trial trial) {
    return results.stream().filter(result -> result.trial().equals(trial.name())).findFirst();
  }

  /** All labels of some points, in the order in which they first appear. */
  static List<String> labels(List<PointResults> points) {
    return accuracies(points).map(Accuracy::label).distinct().toList();
  }

  /** All that were probed for a label, in the order in which they first appear. */
  static List<String> probed(List<PointResults> points, String label) {
    return accuracies(points)
        .filter(accuracy -> accuracy.label().equals(label))
        .map(Accuracy::module)
        .distinct()
        .toList();
  }

  /** All that have a loss, in the order in which they first appear. */
  static List<String> modules(List<PointResults> points) {
    return points.stream()
        .flatMap(point -> point.results.stream())
        .flatMap(result -> result.losses().stream())
        .map(Loss::module)
        .distinct()
        .toList();
  }

  static Stream<Accuracy> accuracies(List<PointResults> points) {
    return points.stream()
        .flatMap(point -> point.results.stream())
        .flatMap(result -> result.accuracies().stream());
  }

  MeanAndDeviation accuracy(String label, String module, ToDoubleFunction<Accuracy> share) {
    return MeanAndDeviation.of(
        results.stream()
            .flatMap(result -> result.accuracies().stream())
            .filter(found -> found.label().equals(label) && found.module().equals(module))
            .mapToDouble(share));
  }

  MeanAndDeviation loss(String module, ToDoubleFunction<Loss> loss) {
    return MeanAndDeviation.of(
        results.stream()
            .flatMap(result -> result.losses().stream())
            .filter(found -> found.module().equals(module))
            .mapToDouble(loss));
  }

  MeanAndDeviation cost(ToDoubleFunction<Cost> seconds) {
    return MeanAndDeviation.of(results.stream().map(TrialResult::cost).mapToDouble(seconds));
  }
}
