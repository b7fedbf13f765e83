package org.greedyinfomax.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.cost.TaskMemory;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * Adjacent modules that the same Spark stage takes through a round, handing activations over in
 * memory.
 *
 * @param first index of the lowest module
 * @param end index after the highest
 * @param firstTrained index of the lowest that learns; {@code end} if all are frozen
 */
public record StageGroup(int first, int end, int firstTrained) implements Serializable {

  /**
   * The groups that are at work while some modules learn, lowest first. Groups that have nothing to
   * learn become one, which only hands on: what lies between them needs not be stored.
   *
   * @param sizes modules of each group of the schedule, lowest first
   * @param firstTrained index of the lowest module that learns
   * @param modules that take part; those above wait
   */
  public static List<StageGroup> of(List<Integer> sizes, int firstTrained, int modules) {
    List<StageGroup> groups = new ArrayList<>();
    int frozen = 0; // modules of groups that have nothing to learn
    int first = 0;
    for (int size : sizes) {
      int end = Math.min(first + size, modules);
      if (end <= firstTrained) {
        frozen = end;
      } else if (first < end) {
        groups.add(new StageGroup(first, end, Math.max(first, firstTrained)));
      }
      first += size;
    }
    if (frozen > 0) {
      groups.add(0, new StageGroup(0, frozen, frozen));
    }
    return groups;
  }

  /** Modules that learn. */
  public int trained() {
    return end - firstTrained;
  }

  /** The names of the first and the last module. */
  public String name(StackSpec stack) {
    List<ModuleSpec> modules = stack.modules();
    String lowest = modules.get(first).name();
    String highest = modules.get(end - 1).name();
    return lowest.equals(highest) ? lowest : lowest + "-" + highest;
  }

  /** What it hands on, if somebody reads it. */
  public BorderShape border(Recipe recipe) {
    StackSpec stack = recipe.stack();
    return new BorderShape(
        stack.modules().get(end - 1).name(),
        stack.borders(),
        recipe.training().batchSize(),
        stack.output(end - 1, recipe.input().sample()));
  }

  /** What one of its tasks takes outside Java's heap. */
  public TaskMemory memory(Recipe recipe) {
    return TaskMemory.of(
        recipe.stack(),
        first,
        end - 1,
        firstTrained,
        recipe.input().sample(),
        recipe.training().batchSize());
  }
}
