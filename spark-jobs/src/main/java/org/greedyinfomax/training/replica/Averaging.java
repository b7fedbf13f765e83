package org.greedyinfomax.training.replica;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.optim.OuterStep;
import org.greedyinfomax.optim.WeightedMean;

/**
 * Averages the states of all replicas: parameters and Adam's moments, weighted by examples, with an
 * outer step on the parameters.
 */
public final class Averaging {

  private Averaging() {}

  /**
   * The next state of each trained module: the mean of the replicas, or a step towards or beyond
   * it.
   *
   * @param outer the step
   * @param learning indices of the trained modules in the stack, ascending
   * @param before states of the trained modules that the replicas started from
   * @param results in the order of the replicas, which is the order of the sums
   * @throws IllegalArgumentException if a number is not finite, so that no round could follow
   */
  public static List<ModuleState> of(
      StackSpec stack,
      OuterStep outer,
      List<Integer> learning,
      int round,
      List<ModuleState> before,
      List<ReplicaResult> results) {
    List<ModuleState> next = new ArrayList<>();
    for (int i = 0; i < learning.size(); i++) {
      int place = i;
      int m = learning.get(i);
      ModuleLayout layout = ModuleLayout.of(stack, m);
      List<ModuleState> states =
          results.stream()
              .map(result -> ModuleState.fromBytes(layout, result.states().get(place)))
              .toList();
      ModuleState state = of(outer, before.get(place), states, results);
      Check.argument(
          isFinite(state.values()) && isFinite(state.first()) && isFinite(state.second()),
          "training diverged in round %d: at step %d parameters of module \"%s\" are no longer"
              + " finite; lower optimizer.learningRate",
          round + 1,
          state.steps(),
          stack.modules().get(m).name());
      next.add(state);
    }
    return next;
  }

  private static ModuleState of(
      OuterStep outer, ModuleState before, List<ModuleState> states, List<ReplicaResult> results) {
    int steps = states.get(0).steps();
    Check.argument(
        states.stream().allMatch(state -> state.steps() == steps),
        "replicas must have taken equally many steps");
    float[] values = mean(states, results, ModuleState::values);
    float[] velocity = velocity(outer, before);
    outer.take(before.values(), values, velocity);
    return new ModuleState(
        values,
        mean(states, results, ModuleState::first),
        mean(states, results, ModuleState::second),
        velocity,
        steps);
  }

  private static float[] velocity(OuterStep outer, ModuleState before) {
    if (!outer.hasMomentum()) {
      return new float[0];
    }
    return Arrays.copyOf(before.velocity(), before.values().length); // zeros before the first step
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
