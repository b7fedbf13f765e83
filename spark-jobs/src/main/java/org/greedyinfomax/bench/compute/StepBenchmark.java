package org.greedyinfomax.bench.compute;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.bench.MedianAndRange;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.cost.TaskMemory;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.tensor.Engine;

/**
 * How fast whole training steps are on one thread, of every module of a recipe alone and of all
 * modules together, and how much memory they take.
 *
 * <p>Untrained modules train on noise, by the code that a training task runs: the mini-batch is
 * brought to the engine, and every module goes forward and backward and takes a step of Adam. FLOPs
 * are those of {@link org.greedyinfomax.model.cost.ModuleCost}. Variants take turns, and each turn
 * begins with the {@link GemmTiming#YARDSTICK}; a turn before the first lets Java compile and does
 * not count.
 *
 * <p>Memory is what a fresh process grows by in two steps, see {@link StepMemory}. It is found
 * once, for it hardly varies, and should be about what is planned: less where the end of a block is
 * not reached, a little more because Java works, too.
 */
public final class StepBenchmark {

  private final Engine engine;

  /**
   * Makes a benchmark.
   *
   * @param engine on one thread
   */
  public StepBenchmark(Engine engine) {
    this.engine = engine;
  }

  /**
   * Measures.
   *
   * @param repeats of every measurement, at least 1
   * @throws IOException if memory cannot be measured, though the system tells it
   */
  public StepReport run(Recipe recipe, int repeats) throws IOException, InterruptedException {
    Check.argument(repeats >= 1, "repeats must be at least 1, but is %d", repeats);
    List<StepTiming> variants = variants(recipe);
    List<List<Elapsed>> times = new ArrayList<>();
    variants.forEach(variant -> times.add(new ArrayList<>()));
    List<Double> products = new ArrayList<>();
    try (GemmTiming product = new GemmTiming(engine, GemmTiming.YARDSTICK)) {
      product.gflops();
      variants.forEach(StepTiming::measure);
      for (int i = 0; i < repeats; i++) {
        products.add(product.gflops());
        for (int v = 0; v < variants.size(); v++) {
          times.get(v).add(variants.get(v).measure());
        }
      }
    }
    List<StepReport.Row> rows = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      rows.add(row(variants.get(v), recipe, times.get(v), products));
    }
    return new StepReport(
        StepReport.VERSION,
        engine.device(),
        recipe.training().batchSize(),
        recipe.input().sample(),
        MedianAndRange.of(products),
        repeats,
        rows);
  }

  private List<StepTiming> variants(Recipe recipe) {
    int modules = recipe.stack().modules().size();
    List<ModuleState> states = Checkpoint.untrainedStates(recipe);
    List<StageGroup> groups = new ArrayList<>();
    for (int m = 0; m < modules; m++) {
      groups.add(new StageGroup(m, m + 1, m));
    }
    if (modules > 1) {
      groups.add(new StageGroup(0, modules, 0));
    }
    return groups.stream().map(group -> new StepTiming(engine, recipe, group, states)).toList();
  }

  private static StepReport.Row row(
      StepTiming variant, Recipe recipe, List<Elapsed> times, List<Double> products)
      throws IOException, InterruptedException {
    int batch = recipe.training().batchSize();
    TaskMemory planned = variant.planned();
    return new StepReport.Row(
        variant.name(),
        Elapsed.each(times, time -> batch / time.clock()),
        Throughput.of(variant.flops(), times, products),
        new StepReport.Memory(
            planned.parameterBytes(),
            planned.scratchBytes(),
            StepMemory.measure(recipe, variant.group()).orElse(0)));
  }
}
