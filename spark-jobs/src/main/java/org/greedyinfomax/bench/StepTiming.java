package org.greedyinfomax.bench;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleCost;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.TaskMemory;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.training.Noise;
import org.greedyinfomax.training.StageGroup;

/** Times whole training steps of one module, or of adjacent ones, on noise. */
final class StepTiming {

  private static final double SECONDS = 0.5; // for each measurement

  private final Engine engine;
  private final Recipe recipe;
  private final StageGroup group;
  private final List<ModuleState> states;
  private final List<ModuleCost> costs;
  private final MiniBatch batch;

  /**
   * Of the modules of a group.
   *
   * @param states of all modules of the recipe
   */
  StepTiming(Engine engine, Recipe recipe, StageGroup group, List<ModuleState> states) {
    this.engine = engine;
    this.recipe = recipe;
    this.group = group;
    this.states = states.subList(group.first(), group.end());
    costs =
        IntStream.range(group.first(), group.end())
            .mapToObj(m -> ModuleCost.of(recipe.stack(), m, recipe.input().sample()))
            .toList();
    batch = Noise.batch(recipe, group.first());
  }

  String name() {
    return group.name(recipe.stack());
  }

  /** FLOPs of products for a mini-batch. */
  double flops() {
    return (double) batch.samples() * costs.stream().mapToLong(ModuleCost::trainingFlops).sum();
  }

  /** Parameters of all its modules. */
  long parameters() {
    return costs.stream().mapToLong(ModuleCost::parameters).sum();
  }

  /** What {@code gim plan} foresees. */
  TaskMemory planned() {
    return TaskMemory.of(
        recipe.stack(),
        group.first(),
        group.end() - 1,
        group.firstTrained(),
        recipe.input().sample(),
        recipe.training().batchSize());
  }

  /**
   * What was found.
   *
   * @param elapsed in a step
   * @param residentBytes of this process at its peak, without what was resident before; empty if
   *     that cannot be known
   */
  record Found(Elapsed elapsed, OptionalLong residentBytes) {}

  /** Takes steps for a while, from new memory on: the first takes it and does not count as time. */
  Found measure() {
    System.gc(); // what is left of other measurements is not to make room for this one
    OptionalLong before = ResidentMemory.begin();
    try (StackTrainer trainer =
        new StackTrainer(
            engine,
            recipe.stack(),
            Noise.CAUTIOUS,
            group.first(),
            states,
            group.firstTrained(),
            recipe.seed())) {
      Runnable step = () -> trainer.step(batch, 0, 0, above -> {});
      step.run();
      OptionalLong peak = ResidentMemory.peak();
      return new Found(
          Elapsed.meanOfGoes(SECONDS, step),
          before.isPresent() && peak.isPresent()
              ? OptionalLong.of(peak.getAsLong() - before.getAsLong())
              : OptionalLong.empty());
    }
  }
}
