package org.greedyinfomax.plan;

import java.io.IOException;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.training.batch.NoiseBatch;

/** Takes steps of one module on noise, to see how long they take. */
final class ModuleTrial {

  /** What a clock may not resolve. */
  private static final double LEAST_SECONDS = 1e-9;

  private final Engine engine;
  private final Recipe recipe;

  ModuleTrial(Engine engine, Recipe recipe) {
    this.engine = engine;
    this.recipe = recipe;
  }

  /**
   * How long module {@code m} takes for a mini-batch. Putting its input where the engine computes
   * counts only for the lowest module, which does that in every schedule; for others it is part of
   * reading a border.
   */
  ModuleSeconds measure(int m) throws IOException {
    MiniBatch batch = NoiseBatch.batch(recipe, m);
    double loading = m == 0 ? 0 : loading(batch);
    return new ModuleSeconds(
        Math.max(steps(m, m, batch) - loading, LEAST_SECONDS),
        recipe.training().order() == Order.ITERATIVE
            ? Math.max(steps(m, m + 1, batch) - loading, LEAST_SECONDS)
            : 0);
  }

  private double loading(MiniBatch batch) throws IOException {
    try (Arena arena = new Arena(engine)) {
      Tensor x = arena.allocate(batch.shape().batch(batch.samples()));
      return Timing.seconds(() -> batch.writeTo(engine, x));
    }
  }

  private double steps(int m, int firstTrained, MiniBatch batch) throws IOException {
    ModuleState state = ModuleState.initial(ModuleLayout.of(recipe.stack(), m), recipe.seed(), m);
    try (StackTrainer trainer =
        new StackTrainer(
            engine,
            new StackTask(recipe.stack(), NoiseBatch.CAUTIOUS, recipe.seed()),
            m,
            List.of(state),
            firstTrained)) {
      return Timing.seconds(() -> trainer.step(batch, 0, 0, above -> {}));
    }
  }
}
