package org.greedyinfomax.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.training.resource.ExecutorMemory;

/** Recipes, and measurements as if they had been made of them. */
final class PlanRecipes {

  /** Borders cost nothing at this speed. */
  static final double AT_ONCE = 1e30;

  private PlanRecipes() {}

  static Recipe preset(String name, String... overrides) {
    return RecipeReader.read(
        PlanRecipes.class.getClassLoader(), "conf/%s.conf".formatted(name), List.of(overrides));
  }

  /** Modules that each hand on 2560 frames of 4 channels: 20480 bytes for each of 2 crops. */
  static Recipe ofModules(int modules, String... overrides) {
    String list =
        String.join(
            ",",
            IntStream.range(0, modules)
                .mapToObj(
                    m ->
                        ("{ name = m%d, layers = [{ kind = convolution1d, channels = 4, kernel ="
                                + " 1, stride = 1, padding = 0 }] }")
                            .formatted(m))
                .toList());
    List<String> all =
        new ArrayList<>(
            List.of("modules=[" + list + "]", "training.batchSize=2", "training.localSteps=10"));
    all.addAll(List.of(overrides));
    return preset("speech-small", all.toArray(String[]::new));
  }

  /** Of modules that take so many seconds for a step, and a third of it when they are frozen. */
  static Measurements measured(int slots, double overhead, double borderSpeed, double... seconds) {
    List<ModuleSeconds> modules = new ArrayList<>();
    for (double step : seconds) {
      modules.add(new ModuleSeconds(step, step / 3));
    }
    return new Measurements(
        slots,
        new ExecutorMemory("1 on host", 4L << 30, 1L << 30, slots),
        new TaskSpeeds("CPU", 100e9, modules, borderSpeed, borderSpeed),
        overhead);
  }

  /** Of so many modules that take a second each. */
  static Measurements alike(int slots, int modules) {
    return measured(
        slots,
        0,
        AT_ONCE,
        Collections.nCopies(modules, 1.0).stream().mapToDouble(Double::doubleValue).toArray());
  }
}
