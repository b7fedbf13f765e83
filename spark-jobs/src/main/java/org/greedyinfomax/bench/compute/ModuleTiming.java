package org.greedyinfomax.bench.compute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.model.cost.PartCost;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.optim.Adam;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.training.batch.NoiseBatch;

/** Times the parts of one module while it trains on noise. */
final class ModuleTiming {

  private static final double SECONDS = 0.3; // for each measurement

  private final Engine engine;
  private final Recipe recipe;
  private final int m;
  private final ModuleState state;
  private final List<PartCost> parts;
  private final MiniBatch batch;

  /** Of module {@code m} of a recipe in that state. */
  ModuleTiming(Engine engine, Recipe recipe, int m, ModuleState state) {
    this.engine = engine;
    this.recipe = recipe;
    this.m = m;
    this.state = state;
    parts = PartCost.of(recipe.stack(), m, recipe.input().sample());
    batch = NoiseBatch.batch(recipe, m);
  }

  String name() {
    return recipe.stack().modules().get(m).name();
  }

  /** FLOPs of products for a mini-batch. */
  double flops(PartTimes.Measured measured) {
    return (double) batch.samples()
        * parts.stream()
            .filter(part -> List.of(part.name(), LayersReport.STEP).contains(measured.part()))
            .mapToLong(
                part ->
                    switch (measured.pass()) {
                      case FORWARD -> part.forwardFlops();
                      case BACKWARD -> part.backwardFlops();
                      case BOTH -> part.forwardFlops() + part.backwardFlops();
                      case UPDATE -> 0;
                    })
            .sum();
  }

  /** Takes steps for a while and returns what one takes, part by part. */
  Map<PartTimes.Measured, Elapsed> measure() {
    StackSpec stack = recipe.stack();
    PartTimes times = new PartTimes();
    Map<PartTimes.Measured, Elapsed> found = new LinkedHashMap<>();
    try (TrainableModule module =
            new TrainableModule(
                engine, new StackTask(stack, NoiseBatch.CAUTIOUS, recipe.seed()), m, state, times);
        Arena arena = new Arena(engine)) {
      Tensor x = arena.allocate(batch.shape().batch(batch.samples()));
      Tensor output =
          arena.allocate(stack.modules().get(m).output(batch.shape()).batch(batch.samples()));
      batch.writeTo(engine, x);
      Runnable step =
          () ->
              module.train(
                  x,
                  batch.classes(),
                  output,
                  RandomStream.of(recipe.seed(), Purpose.NEGATIVES, m, 0, 0),
                  arena);
      step.run(); // takes memory
      times.forget();
      Elapsed all = Elapsed.meanOfGoes(SECONDS, step);
      for (PartCost part : parts) {
        for (PassKind pass : PassKind.values()) {
          PartTimes.Measured measured = new PartTimes.Measured(part.name(), pass);
          times.mean(measured).ifPresent(elapsed -> found.put(measured, elapsed));
        }
      }
      found.put(new PartTimes.Measured(LayersReport.ADAM, PassKind.UPDATE), adam());
      found.put(new PartTimes.Measured(LayersReport.STEP, PassKind.BOTH), all);
    }
    return found;
  }

  /** Adam alone: within a step it is not a part of its own. */
  private Elapsed adam() {
    int size = ModuleLayout.of(recipe.stack(), m).size();
    Adam adam = new Adam(engine, NoiseBatch.CAUTIOUS);
    try (Arena arena = new Arena(engine)) {
      Tensor gradient = arena.zeros(size);
      Tensor first = arena.zeros(size);
      Tensor second = arena.zeros(size);
      Tensor value = arena.zeros(size);
      engine.fill(gradient.matrix(), 1e-3);
      Runnable step = () -> adam.step(1, gradient, first, second, value);
      step.run();
      return Elapsed.meanOfGoes(SECONDS / 3, step);
    }
  }
}
