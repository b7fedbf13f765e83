package org.greedyinfomax.bench.compute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.bench.MedianAndRange;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.tensor.Engine;

/**
 * How fast every layer and loss of a recipe computes on one thread, compared with what the engine
 * can do.
 *
 * <p>Untrained modules train on noise, and a clock runs while a part of them computes: so every
 * part works on what training gives it, in the order of training, and the lowest layer computes no
 * gradient at its input. FLOPs are those that {@link org.greedyinfomax.model.cost.PartCost} counts,
 * divided by the processor time of the thread. Modules take turns, and each turn begins with the
 * {@link GemmTiming#YARDSTICK}; a turn before the first lets Java compile.
 */
public final class LayersBenchmark {

  private final Engine engine;

  /**
   * Makes a benchmark.
   *
   * @param engine on one thread
   */
  public LayersBenchmark(Engine engine) {
    this.engine = engine;
  }

  /**
   * Measures.
   *
   * @param repeats of every measurement, at least 1
   */
  public LayersReport run(Recipe recipe, int repeats) {
    Check.argument(repeats >= 1, "repeats must be at least 1, but is %d", repeats);
    StackSpec stack = recipe.stack();
    List<ModuleState> states = Checkpoint.untrainedStates(recipe);
    List<ModuleTiming> modules = new ArrayList<>();
    for (int m = 0; m < stack.modules().size(); m++) {
      modules.add(new ModuleTiming(engine, recipe, m, states.get(m)));
    }
    List<Double> products = new ArrayList<>();
    List<Map<PartTimes.Measured, List<Elapsed>>> times = new ArrayList<>();
    modules.forEach(module -> times.add(new LinkedHashMap<>()));
    try (GemmTiming product = new GemmTiming(engine, GemmTiming.YARDSTICK)) {
      product.gflops();
      modules.forEach(ModuleTiming::measure);
      for (int i = 0; i < repeats; i++) {
        products.add(product.gflops());
        for (int m = 0; m < modules.size(); m++) {
          addAll(times.get(m), modules.get(m).measure());
        }
      }
    }
    return new LayersReport(
        LayersReport.VERSION,
        engine.device(),
        recipe.training().batchSize(),
        recipe.input().sample(),
        MedianAndRange.of(products),
        repeats,
        rows(modules, times, products));
  }

  private static void addAll(
      Map<PartTimes.Measured, List<Elapsed>> times, Map<PartTimes.Measured, Elapsed> found) {
    found.forEach(
        (measured, elapsed) ->
            times.computeIfAbsent(measured, key -> new ArrayList<>()).add(elapsed));
  }

  private static List<LayersReport.Row> rows(
      List<ModuleTiming> modules,
      List<Map<PartTimes.Measured, List<Elapsed>>> times,
      List<Double> products) {
    List<LayersReport.Row> rows = new ArrayList<>();
    for (int m = 0; m < modules.size(); m++) {
      ModuleTiming module = modules.get(m);
      times
          .get(m)
          .forEach(
              (measured, elapsed) ->
                  rows.add(
                      new LayersReport.Row(
                          module.name(),
                          measured.part(),
                          measured.pass().word(),
                          Throughput.of(module.flops(measured), elapsed, products))));
    }
    return rows;
  }
}
