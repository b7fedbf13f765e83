package org.greedyinfomax.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.model.cost.ModuleCost;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.SampleShape;

/** What of a recipe is likely to be a waste, and which keys would change that. */
final class CostRemarks {

  /** Steps of which a training has too few: the smallest presets take some more. */
  private static final int FEW_STEPS = 1000;

  /** Of all FLOPs, so much that a loss of a single module had better take less. */
  private static final double LARGE_SHARE = 1.0 / 3;

  private final Recipe recipe;
  private final List<ModuleCost> costs;

  /** Of a recipe with what its modules cost, lowest first. */
  CostRemarks(Recipe recipe, List<ModuleCost> costs) {
    this.recipe = recipe;
    this.costs = List.copyOf(costs);
  }

  /**
   * All remarks, a line each; empty if there are none.
   *
   * @param recordings that are trained on, if that is known
   */
  String text(OptionalLong recordings) {
    return (recordings.isPresent() ? fewSteps(recordings.getAsLong()) : "") + costlyLoss();
  }

  /** That a training is over before it has taught much. */
  private String fewSteps(long recordings) {
    TrainingSettings training = recipe.training();
    int steps = Planner.rounds(recipe, 1, recordings).stepsPerPhase();
    if (steps >= FEW_STEPS) {
      return "";
    }
    List<String> remedies = new ArrayList<>();
    long batch = (long) training.batchSize() * steps / FEW_STEPS;
    if (batch >= 1) {
      remedies.add(
          Text.format("training.batchSize = %d instead of %d", batch, training.batchSize()));
    }
    long epochs = ((long) training.epochs() * FEW_STEPS + steps - 1) / steps;
    remedies.add(Text.format("training.epochs = %d instead of %d", epochs, training.epochs()));
    return Text.format(
        "Warning: a module takes %d steps of each replica in all, and fewer than %d seldom teach"
            + " much. Take %s.\n",
        steps, FEW_STEPS, String.join(", or ", remedies));
  }

  /** That most of the work is to score many frames of a crop. */
  private String costlyLoss() {
    int costliest =
        IntStream.range(0, costs.size())
            .boxed()
            .max(Comparator.comparingLong(m -> costs.get(m).lossTrainingFlops()))
            .orElseThrow();
    if (!(recipe.stack().loss(costliest) instanceof InfoNceSpec loss)) {
      return "";
    }
    ModuleCost cost = costs.get(costliest);
    double share =
        (double) cost.lossTrainingFlops()
            / costs.stream().mapToLong(ModuleCost::trainingFlops).sum();
    if (share < LARGE_SHARE || !(cost.output() instanceof SampleShape.Sequence)) {
      return "";
    }
    return Text.format(
        "The loss of module %s takes %.0f %% of all FLOPs: %s scores fewer frames of each crop.\n",
        recipe.stack().modules().get(costliest).name(),
        100 * share,
        loss.window() == 0
            ? "loss.window = 64, for example, instead of 0,"
            : Text.format("a loss.window of less than %d", loss.window()));
  }
}
