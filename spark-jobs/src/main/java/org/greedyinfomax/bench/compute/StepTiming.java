package org.greedyinfomax.bench.compute;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.cost.ModuleCost;
import org.greedyinfomax.model.cost.TaskMemory;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.training.batch.NoiseBatch;

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
    batch = NoiseBatch.batch(recipe, group.first());
  }

  StageGroup group() {
    return group;
  }

  String name() {
    return group.name(recipe.stack());
  }

  /** FLOPs of products for a mini-batch. */
  double flops() {
    return (double) batch.samples() * costs.stream().mapToLong(ModuleCost::trainingFlops).sum();
  }

  /** What {@code gim plan} predicts. */
  TaskMemory planned() {
    return group.memory(recipe);
  }

  /** Takes steps for a while and returns what one takes; the first does not count. */
  Elapsed measure() {
    try (StackTrainer trainer = trainer()) {
      Runnable step = () -> step(trainer);
      step.run(); // takes memory
      return Elapsed.meanOfGoes(SECONDS, step);
    }
  }

  /**
   * Takes two steps.
   *
   * @return bytes that this process holds at its peak, without what it holds before; empty if the
   *     system does not tell
   */
  OptionalLong growth() {
    System.gc();
    OptionalLong before = ResidentMemory.begin();
    try (StackTrainer trainer = trainer()) {
      step(trainer);
      step(trainer);
      OptionalLong peak = ResidentMemory.peak();
      return before.isPresent() && peak.isPresent()
          ? OptionalLong.of(peak.getAsLong() - before.getAsLong())
          : OptionalLong.empty();
    }
  }

  private StackTrainer trainer() {
    return new StackTrainer(
        engine,
        new StackTask(recipe.stack(), NoiseBatch.CAUTIOUS, recipe.seed()),
        group.first(),
        states,
        group.firstTrained());
  }

  private void step(StackTrainer trainer) {
    trainer.step(batch, 0, 0, above -> {});
  }
}
