package org.greedyinfomax.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.features.Mfcc;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.probe.DrawnVectors;

/**
 * What the linear classifiers of a probe take, with their penalties chosen: of vectors that are
 * drawn at random and have as many channels as those of a recipe's modules, two tables each, as of
 * trained and untrained ones, and one of MFCC. Modules take turns; a turn before the first lets
 * Java compile.
 */
public final class ProbeBenchmark {

  /** As of 2,700 recordings of which nine in ten are fitted to. */
  static final int VECTORS = 2400;

  static final int CLASSES = 10;

  /** Makes a benchmark. */
  public ProbeBenchmark() {}

  /**
   * Measures.
   *
   * @param recipe whose modules' channels count, and {@code probe.maxIterations}
   * @param repeats of every measurement, at least 1
   */
  public ProbeTimes run(Recipe recipe, int repeats) {
    Check.argument(repeats >= 1, "repeats must be at least 1, but is %d", repeats);
    Map<String, List<DrawnVectors>> tables = new LinkedHashMap<>();
    Map<String, Integer> channels = new LinkedHashMap<>();
    if (recipe.input() instanceof InputSettings.Audio) {
      channels.put(Encoding.RAW, Mfcc.CHANNELS);
      tables.put(Encoding.RAW, List.of(drawn(Mfcc.CHANNELS, 0)));
    }
    SampleShape shape = recipe.input().sample();
    for (ModuleSpec module : recipe.stack().modules()) {
      shape = module.output(shape);
      int seed = tables.size() * 2;
      channels.put(module.name(), shape.channels());
      tables.put(
          module.name(), List.of(drawn(shape.channels(), seed), drawn(shape.channels(), seed + 1)));
    }
    Map<String, List<Elapsed>> times = new LinkedHashMap<>();
    List<Elapsed> sums = new ArrayList<>();
    for (int i = 0; i <= repeats; i++) {
      Elapsed sum = Elapsed.NONE;
      for (Map.Entry<String, List<DrawnVectors>> of : tables.entrySet()) {
        TimePoint start = TimePoint.now();
        of.getValue().forEach(vectors -> vectors.fit(recipe.probe().maxIterations()));
        Elapsed taken = Elapsed.between(start, TimePoint.now());
        sum = sum.plus(taken);
        if (i > 0) {
          times.computeIfAbsent(of.getKey(), name -> new ArrayList<>()).add(taken);
        }
      }
      if (i > 0) {
        sums.add(sum);
      }
    }
    List<ProbeTimes.Row> rows = new ArrayList<>();
    tables.forEach(
        (name, of) ->
            rows.add(ProbeTimes.Row.of(name, channels.get(name), of.size(), times.get(name))));
    rows.add(
        ProbeTimes.Row.of(
            ProbeTimes.ALL,
            channels.values().stream().mapToInt(Integer::intValue).max().orElse(0),
            tables.values().stream().mapToInt(List::size).sum(),
            sums));
    return new ProbeTimes(ProbeTimes.VERSION, VECTORS, CLASSES, repeats, rows);
  }

  private static DrawnVectors drawn(int channels, long seed) {
    return new DrawnVectors(VECTORS, channels, CLASSES, seed);
  }
}
