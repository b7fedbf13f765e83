package org.greedyinfomax.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.greedyinfomax.Check;
import org.greedyinfomax.activation.ActivationStore;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.run.StageGroup;

/**
 * What a round of a grouping takes, from what was measured of its parts.
 *
 * <p>With {@code R} replicas, {@code S} slots and {@code H} local steps, a task of group {@code g}
 * takes {@code c_g}: H steps of its modules, reading its input and writing its output. Slots have
 * {@code R·Σ c_g / S} to do, and a group cannot start a round before it has finished the last, so a
 * round takes
 *
 * <pre>
 *   max( R·Σ c_g / S,  max_g ⌈R/S⌉·c_g ) + overhead
 * </pre>
 *
 * <p>If borders hold only one round, neighbours take turns, and the second term is that of the
 * slowest two of them together. In iterative order a step is the mean over the phases.
 *
 * <p>Left out are reading the corpus, checkpoints, and that tasks on the same machine slow each
 * other down.
 */
final class CostModel {

  /** A round's overhead must be less than its steps over this: under 10 % of both together. */
  private static final int STEPS_OVER_OVERHEAD = 9;

  private final Recipe recipe;
  private final Measurements measured;
  private final OptionalInt stepsOfPhase;
  private final int modules;

  /**
   * Makes a model.
   *
   * @param stepsOfPhase that every replica takes in a phase of the run, if that is known
   */
  CostModel(Recipe recipe, Measurements measured, OptionalInt stepsOfPhase) {
    this.recipe = recipe;
    this.measured = measured;
    this.stepsOfPhase = stepsOfPhase;
    modules = recipe.stack().modules().size();
    Check.argument(
        measured.task().modules().size() == modules,
        "a stack of %d modules needs as many measurements, but there are %d",
        modules,
        measured.task().modules().size());
  }

  /** What is expected of a grouping. */
  Expectation expect(Grouping grouping) {
    List<List<StageGroup>> phases = phases(grouping);
    int localSteps = recipe.training().localSteps();
    if (localSteps == TrainingSettings.AUTO) {
      // What the window will be depends on the number of steps, which the window hardly matters to.
      localSteps = leastSteps(stepSeconds(phases, recipe.activations().window()), phases);
    }
    int window = recipe.activations().window();
    boolean hasBorders = false;
    boolean fits = true;
    for (List<StageGroup> phase : phases) {
      List<Long> bytes = roundBytes(phase, localSteps);
      if (!bytes.isEmpty()) {
        hasBorders = true;
        fits &= ActivationStore.fits(bytes, recipe.activations());
        window = fits ? Math.min(window, ActivationStore.window(bytes, recipe.activations())) : 0;
      }
    }
    return new Expectation(
        grouping,
        localSteps,
        phases.stream().flatMap(phase -> expect(phase).stream()).toList(),
        stepSeconds(phases, window),
        measured.overheadSeconds(),
        hasBorders ? window : 0,
        fits);
  }

  private List<List<StageGroup>> phases(Grouping grouping) {
    if (recipe.training().order() == Order.SIMULTANEOUS) {
      return List.of(StageGroup.of(grouping.sizes(), 0, modules));
    }
    List<List<StageGroup>> phases = new ArrayList<>();
    for (int m = 0; m < modules; m++) {
      phases.add(StageGroup.of(grouping.sizes(), m, m + 1));
    }
    return phases;
  }

  private double stepSeconds(List<List<StageGroup>> phases, int window) {
    return phases.stream()
        .mapToDouble(phase -> phaseSeconds(phase, window))
        .average()
        .orElseThrow();
  }

  private double phaseSeconds(List<StageGroup> phase, int window) {
    int replicas = recipe.training().replicas();
    int slots = measured.slots();
    int turns = (replicas + slots - 1) / slots;
    double all = 0;
    double slowest = 0;
    double before = 0; // of the group below, if the two take turns
    for (Expectation.Group group : expect(phase)) {
      all += group.stepSeconds();
      slowest = Math.max(slowest, turns * (before + group.stepSeconds()));
      before = window == 1 ? group.stepSeconds() : 0;
    }
    return Math.max(all * replicas / slots, slowest);
  }

  private List<Expectation.Group> expect(List<StageGroup> phase) {
    List<Expectation.Group> groups = new ArrayList<>();
    double reading = 0;
    for (int g = 0; g < phase.size(); g++) {
      StageGroup group = phase.get(g);
      double seconds = reading + computing(group);
      if (g + 1 < phase.size()) {
        BorderShape border = group.border(recipe);
        double bytes = (double) border.batch() * border.sampleBytes();
        seconds += bytes / measured.task().writtenBytes();
        reading = bytes / measured.task().readBytes();
      }
      groups.add(new Expectation.Group(group, seconds));
    }
    return groups;
  }

  private double computing(StageGroup group) {
    double seconds = 0;
    for (int m = group.first(); m < group.end(); m++) {
      ModuleSeconds module = measured.task().modules().get(m);
      seconds += m < group.firstTrained() ? module.frozen() : module.training();
    }
    return seconds;
  }

  /** At most the steps of a phase, and what the budget holds, unless it does not hold one. */
  private int leastSteps(double stepSeconds, List<List<StageGroup>> phases) {
    double least = Math.floor(STEPS_OVER_OVERHEAD * measured.overheadSeconds() / stepSeconds) + 1;
    long most = stepsOfPhase.orElse(Integer.MAX_VALUE);
    for (List<StageGroup> phase : phases) {
      most = Math.min(most, mostSteps(phase));
    }
    return (int) Math.max(1, Math.min(least, (double) most));
  }

  /** Steps of a round that the budget holds, as far as they can be counted. */
  private long mostSteps(List<StageGroup> phase) {
    long one = sum(roundBytes(phase, 1));
    long more = sum(roundBytes(phase, 2)) - one;
    return more == 0 ? Integer.MAX_VALUE : 1 + (recipe.activations().budget() - one) / more;
  }

  /** Bytes that a round takes at each border. */
  private List<Long> roundBytes(List<StageGroup> phase, int steps) {
    return phase.subList(0, phase.size() - 1).stream()
        .map(group -> group.border(recipe).roundBytes(recipe.training().replicas(), steps))
        .toList();
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }
}
