package org.greedyinfomax.bench.compute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.Check;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.bench.MedianAndRange;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.cost.StepGemms;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.GemmShape;

/**
 * How fast an engine multiplies matrices on one thread: square ones, a long one, and those that a
 * training step of a recipe multiplies.
 *
 * <p>A product is repeated for a while on the same numbers, which stay in the processor's caches if
 * they fit; rows have no gaps between them. So it is what the product can be, and training may be
 * slower. Products take turns; a turn before the first lets Java compile.
 */
public final class GemmBenchmark {

  /** Products of a recipe that are measured, if they are that share of its FLOPs or more. */
  private static final double LEAST_SHARE = 0.01;

  private static final List<GemmShape> GENERAL =
      List.of(
          new GemmShape(512, 512, 512, false, false),
          GemmTiming.YARDSTICK,
          new GemmShape(4096, 512, 512, false, false));

  private final Engine engine;

  /**
   * Makes a benchmark.
   *
   * @param engine on one thread
   */
  public GemmBenchmark(Engine engine) {
    this.engine = engine;
  }

  /**
   * Measures.
   *
   * @param repeats of every measurement, at least 1
   */
  public GemmReport run(Recipe recipe, int repeats) {
    Check.argument(repeats >= 1, "repeats must be at least 1, but is %d", repeats);
    Map<GemmShape, Integer> trained =
        StepGemms.of(recipe.stack(), recipe.input().sample(), recipe.training().batchSize());
    double flops = trained.entrySet().stream().mapToDouble(GemmBenchmark::flops).sum();
    List<GemmShape> products = new ArrayList<>(GENERAL);
    trained.entrySet().stream()
        .filter(entry -> flops(entry) >= LEAST_SHARE * flops)
        .sorted(Comparator.comparingDouble(GemmBenchmark::flops).reversed())
        .map(Map.Entry::getKey)
        .filter(product -> !GENERAL.contains(product))
        .forEach(products::add);
    Map<GemmShape, List<Elapsed>> times = measure(products, repeats);
    List<Double> yardstick =
        times.get(GemmTiming.YARDSTICK).stream()
            .map(time -> 1e-9 * GemmTiming.YARDSTICK.flops() / time.processor())
            .toList();
    List<GemmReport.Row> rows = new ArrayList<>();
    for (GemmShape product : products) {
      int number = trained.getOrDefault(product, 0);
      rows.add(
          new GemmReport.Row(
              product.toString(),
              number,
              (double) product.flops() * number / flops,
              Throughput.of((double) product.flops(), times.get(product), yardstick)));
    }
    return new GemmReport(
        GemmReport.VERSION,
        engine.device(),
        Optional.ofNullable(System.getenv("OPENBLAS_CORETYPE")).orElse("auto"),
        MedianAndRange.of(yardstick),
        recipe.training().batchSize(),
        repeats,
        rows);
  }

  private Map<GemmShape, List<Elapsed>> measure(List<GemmShape> products, int repeats) {
    Map<GemmShape, List<Elapsed>> times = new HashMap<>();
    products.forEach(product -> times.put(product, new ArrayList<>()));
    for (int i = 0; i < 1 + repeats; i++) {
      for (GemmShape product : products) {
        try (GemmTiming timing = new GemmTiming(engine, product)) {
          Elapsed elapsed = timing.measure();
          if (i > 0) {
            times.get(product).add(elapsed);
          }
        }
      }
    }
    return times;
  }

  private static double flops(Map.Entry<GemmShape, Integer> entry) {
    return (double) entry.getKey().flops() * entry.getValue();
  }
}
