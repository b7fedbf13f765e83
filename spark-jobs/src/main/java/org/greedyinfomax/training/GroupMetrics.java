package org.greedyinfomax.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.CollapseMetric;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.training.replica.ReplicaResult;
import org.greedyinfomax.training.replica.RoundMeans;

/** Sums up rounds of a stage group. */
final class GroupMetrics {

  private final Recipe recipe;
  private final Rounds rounds;
  private final String group;

  /**
   * Sums up for a group.
   *
   * @param group its name
   */
  GroupMetrics(Recipe recipe, Rounds rounds, String group) {
    this.recipe = recipe;
    this.rounds = rounds;
    this.group = group;
  }

  /**
   * What is known before the round is committed.
   *
   * @param learning the modules that have learned
   * @param results of the replicas; none if there was nothing to compute
   */
  RoundMetrics of(
      Rounds.Round round,
      List<Integer> learning,
      List<ReplicaResult> results,
      RoundMetrics.Seconds seconds) {
    RoundMeans means = new RoundMeans(learning.size());
    results.forEach(result -> means.add(result.steps()));
    List<RoundMetrics.Module> modules = new ArrayList<>();
    for (TrainableModule.Step step : means.means()) {
      int m = learning.get(modules.size());
      modules.add(module(m, step));
    }
    int steps = round.firstStep() + round.steps();
    long perStep = (long) recipe.training().replicas() * recipe.training().batchSize();
    return new RoundMetrics(
        round.number() + 1,
        rounds.count(),
        group,
        steps,
        steps * perStep,
        (double) steps / rounds.stepsPerEpoch(),
        modules,
        seconds,
        RoundMetrics.Border.NONE);
  }

  private RoundMetrics.Module module(int m, TrainableModule.Step step) {
    return new RoundMetrics.Module(
        recipe.stack().modules().get(m).name(),
        step.loss(),
        recipe.stack().loss(m).information(step.loss()),
        step.accuracy(),
        step.spread(),
        step.spread() < CollapseMetric.COLLAPSED);
  }

  /** Mean over replicas; 0 if there are none. */
  static double mean(List<ReplicaResult> results, ToDoubleFunction<ReplicaResult.Seconds> part) {
    return results.stream().map(ReplicaResult::seconds).mapToDouble(part).average().orElse(0);
  }
}
