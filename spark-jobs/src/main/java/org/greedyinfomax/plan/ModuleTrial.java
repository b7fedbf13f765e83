package org.greedyinfomax.plan;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleLayout;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.SampleShape;
import org.greedyinfomax.model.StackSpec;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.optim.AdamSettings;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/** Takes steps of one module on noise, to see how long they take. */
final class ModuleTrial {

  /** Steps so small that noise cannot make parameters grow. */
  private static final AdamSettings CAUTIOUS = new AdamSettings(1e-6, 0.9, 0.999, 1e-8);

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
    StackSpec stack = recipe.stack();
    SampleShape input = stack.input(m, recipe.input().sample());
    int[] shape = input.batch(recipe.training().batchSize());
    MiniBatch batch =
        new MiniBatch.Samples(
            noise(m, Math.toIntExact(Tensor.sizeOf(shape))), input, new int[shape[0]]);
    double loading = m == 0 ? 0 : loading(batch, shape);
    return new ModuleSeconds(
        Math.max(steps(m, m, batch) - loading, LEAST_SECONDS),
        recipe.training().order() == Order.ITERATIVE
            ? Math.max(steps(m, m + 1, batch) - loading, LEAST_SECONDS)
            : 0);
  }

  /** Of mean 0 and deviation 1 for the lowest module; others receive no negative numbers. */
  private static float[] noise(int m, int size) {
    SplittableRandom random = new SplittableRandom(m);
    float[] noise = new float[size];
    for (int i = 0; i < size; i++) {
      float number = (float) ((2 * random.nextDouble() - 1) * Math.sqrt(3));
      noise[i] = m == 0 ? number : Math.max(0, number);
    }
    return noise;
  }

  private double loading(MiniBatch batch, int[] shape) throws IOException {
    try (Arena arena = new Arena(engine)) {
      Tensor x = arena.allocate(shape);
      return Trial.seconds(() -> batch.writeTo(engine, x));
    }
  }

  private double steps(int m, int firstTrained, MiniBatch batch) throws IOException {
    ModuleState state = ModuleState.initial(ModuleLayout.of(recipe.stack(), m), recipe.seed(), m);
    try (StackTrainer trainer =
        new StackTrainer(
            engine, recipe.stack(), CAUTIOUS, m, List.of(state), firstTrained, recipe.seed())) {
      return Trial.seconds(() -> trainer.step(batch, 0, 0, above -> {}));
    }
  }
}
