package org.greedyinfomax.training;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.Schedule;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.model.cost.TaskMemory;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.training.resource.DriverHeap;
import org.greedyinfomax.training.resource.ExecutorMemory;

/** Refuses a training whose tensors an executor cannot hold, before it starts. */
public final class MemoryCheck {

  private final Recipe recipe;
  private final ExecutorMemory executor;

  public MemoryCheck(Recipe recipe, ExecutorMemory executor) {
    this.recipe = recipe;
    this.executor = executor;
  }

  /**
   * Checks the phases of a training.
   *
   * @throws IllegalArgumentException if the tasks that an executor runs at a time may need more
   *     memory than it has
   */
  void require(Rounds rounds) {
    for (int r = 0; r < rounds.count(); r = rounds.endOfPhase(r)) {
      require(TrainingPhases.groups(recipe, rounds.round(r)));
    }
  }

  /**
   * Checks a training of all modules, in as few groups as its schedule may have.
   *
   * @throws IllegalArgumentException as {@link #require(Rounds)}
   */
  public void require() {
    int modules = recipe.stack().modules().size();
    Schedule schedule = recipe.training().schedule();
    List<Integer> sizes =
        schedule.kind() == Schedule.Kind.AUTO ? List.of(modules) : schedule.sizes(modules);
    if (recipe.training().order() == TrainingSettings.Order.SIMULTANEOUS) {
      require(StageGroup.of(sizes, 0, modules));
      return;
    }
    for (int m = 0; m < modules; m++) { // a phase for each
      require(StageGroup.of(sizes, m, m + 1));
    }
  }

  private void require(List<StageGroup> groups) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    for (StageGroup group : groups) {
      bytes.put(group.name(recipe.stack()), group.memory(recipe).bytes());
    }
    if (recipe.validation().isOn()) { // a single group takes turns with it
      String name = groups.size() == 1 ? groups.get(0).name(recipe.stack()) : "the validation";
      bytes.merge(name, measurement().bytes(), Math::max);
    }
    String largest = Collections.max(bytes.keySet(), Comparator.comparingLong(bytes::get));
    long need = atATime(bytes.values().stream().sorted(Comparator.reverseOrder()).toList());
    Check.argument(
        need <= executor.room(),
        "training needs %s of memory outside Java's heap on an executor: it runs %d tasks at a"
            + " time, of which one of %s takes %s. Executor %s has %s for them: of %s, Java may take"
            + " %s for its heap, and some %s beside it. Lower training.batchSize, cut the stack by"
            + " training.schedule = pipelined, let executors run fewer tasks at a time, or give"
            + " them more memory: %s",
        gigabytes(need),
        executor.tasks(),
        largest,
        gigabytes(bytes.get(largest)),
        executor.executor(),
        gigabytes(executor.room()),
        gigabytes(executor.bytes()),
        gigabytes(executor.heap()),
        gigabytes(ExecutorMemory.RUNTIME),
        executor.isDriver()
            ? Text.format("a smaller heap, by %s", DriverHeap.setting())
            : "spark.executor.memoryOverhead on YARN and Kubernetes, a smaller"
                + " spark.executor.memory elsewhere");
  }

  private TaskMemory measurement() {
    return TaskMemory.ofMeasurement(
        recipe.stack(), recipe.input().sample(), recipe.training().batchSize());
  }

  /** What the tasks take that an executor runs at a time, if they are those that need most. */
  private long atATime(List<Long> ofGroups) {
    long all = 0;
    int left = executor.tasks();
    for (long ofTask : ofGroups) {
      int some = Math.min(left, recipe.training().replicas());
      all += some * ofTask;
      left -= some;
    }
    return all;
  }

  private static String gigabytes(long bytes) {
    return Text.format("%.1f GB", bytes / 1e9);
  }
}
