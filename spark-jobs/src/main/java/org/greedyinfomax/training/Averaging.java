package org.greedyinfomax.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.model.ModuleLayout;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackSpec;
import org.greedyinfomax.optim.WeightedMean;

/** Averages what replicas bring back: parameters and Adam's moments, weighted by examples. */
final class Averaging {

  private Averaging() {}

  /**
   * The mean state of each trained module.
   *
   * @param results in the order of the replicas, which is the order of the sums
   * @throws IllegalArgumentException if a mean is not finite, so that no round could follow
   */
  static List<ModuleState> of(StackSpec stack, Rounds.Round round, List<ReplicaResult> results) {
    List<ModuleState> means = new ArrayList<>();
    for (int m = round.firstTrained(); m < round.modules(); m++) {
      ModuleLayout layout = ModuleLayout.of(stack, m);
      int place = m - round.firstTrained();
      List<ModuleState> states =
          results.stream()
              .map(result -> ModuleState.fromBytes(layout, result.states().get(place)))
              .toList();
      int steps = states.get(0).steps();
      Check.argument(
          states.stream().allMatch(state -> state.steps() == steps),
          "replicas must have taken equally many steps");
      ModuleState mean =
          new ModuleState(
              mean(states, results, ModuleState::values),
              mean(states, results, ModuleState::first),
              mean(states, results, ModuleState::second),
              steps);
      Check.argument(
          isFinite(mean.values()) && isFinite(mean.first()) && isFinite(mean.second()),
          "training diverged in round %d: at step %d parameters of module \"%s\" are no longer"
              + " finite; lower optimizer.learningRate",
          round.number() + 1,
          steps,
          stack.modules().get(m).name());
      means.add(mean);
    }
    return means;
  }

  private static boolean isFinite(float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  private static float[] mean(
      List<ModuleState> states,
      List<ReplicaResult> results,
      Function<ModuleState, float[]> numbers) {
    WeightedMean mean = new WeightedMean(numbers.apply(states.get(0)).length);
    for (int i = 0; i < states.size(); i++) {
      mean.add(numbers.apply(states.get(i)), results.get(i).examples());
    }
    return mean.mean();
  }
}
