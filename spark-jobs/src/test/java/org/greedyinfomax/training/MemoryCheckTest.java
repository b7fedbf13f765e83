package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.cost.TaskMemory;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.training.resource.ExecutorMemory;
import org.junit.jupiter.api.Test;

final class MemoryCheckTest {

  private static final long HEAP = 1L << 30;

  @Test
  void letsThroughWhatJustFits() {
    Recipe recipe = SmallRecipe.with("training.replicas=2");

    assertThatCode(() -> check(recipe, 2, 2 * memory(recipe, 0, 2))).doesNotThrowAnyException();
  }

  @Test
  void refusesAByteMoreAndSaysWhatToDo() {
    Recipe recipe = SmallRecipe.with("training.replicas=2");

    assertThatThrownBy(() -> check(recipe, 2, 2 * memory(recipe, 0, 2) - 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "training needs 0.1 GB of memory outside Java's heap on an executor: it runs 2 tasks"
                + " at a time, of which one of conv1-gru takes 0.1 GB. Executor 1 on worker has"
                + " 0.1 GB for them: of 1.5 GB, Java may take 1.1 GB for its heap, and some 0.3 GB"
                + " beside it. Lower training.batchSize, cut the stack by training.schedule ="
                + " pipelined, let executors run fewer tasks at a time, or give them more memory:"
                + " spark.executor.memoryOverhead on YARN and Kubernetes, a smaller"
                + " spark.executor.memory elsewhere");
  }

  @Test
  void namesTheSettingOfTheProcessThatTasksRunIn() {
    ExecutorMemory driver =
        new ExecutorMemory("driver on host", HEAP + ExecutorMemory.RUNTIME, HEAP, 1);
    MemoryCheck check = new MemoryCheck(SmallRecipe.with(), driver);

    assertThatThrownBy(check::require)
        .hasMessageEndingWith(" or give them more memory: a smaller heap, by spark.driver.memory");
  }

  @Test
  void countsTasksOfAllGroupsThatMayRunAtATime() {
    Recipe recipe = SmallRecipe.with("training.replicas=1", "training.schedule=pipelined");
    long all = memory(recipe, 0, 0) + memory(recipe, 1, 1) + memory(recipe, 2, 2);

    assertThatCode(() -> check(recipe, 8, all)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(recipe, 8, all - 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** In a pipeline losses are measured while other groups train; one group takes turns with it. */
  @Test
  void countsTasksThatMeasure() {
    String validation = "validation.where=key = 'a'";
    Recipe pipelined =
        SmallRecipe.with(validation, "training.replicas=1", "training.schedule=pipelined");
    long measuring =
        TaskMemory.ofMeasurement(pipelined.stack(), pipelined.input().sample(), 2).bytes();
    long all =
        memory(pipelined, 0, 0) + memory(pipelined, 1, 1) + memory(pipelined, 2, 2) + measuring;

    assertThatCode(() -> check(pipelined, 8, all)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(pipelined, 8, all - 1))
        .hasMessageContaining("one of the validation takes");
    Recipe fused = SmallRecipe.with(validation, "training.replicas=1");
    assertThatCode(() -> check(fused, 8, memory(fused, 0, 2))).doesNotThrowAnyException();
  }

  @Test
  void looksAtEveryPhaseOfIterativeOrder() {
    Recipe recipe =
        SmallRecipe.with("training.replicas=1", "training.order=iterative", "training.epochs=1");
    long last = TaskMemory.of(recipe.stack(), 0, 2, 2, recipe.input().sample(), 2).bytes();

    assertThatCode(() -> check(recipe, 1, last)).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(recipe, 1, last - 1))
        .hasMessageContaining("one of conv1-gru takes");
  }

  private static void check(Recipe recipe, int tasks, long room) {
    ExecutorMemory executor =
        new ExecutorMemory("1 on worker", HEAP + ExecutorMemory.RUNTIME + room, HEAP, tasks);
    new MemoryCheck(recipe, executor)
        .require(Rounds.of(recipe.training(), 0, recipe.stack().modules().size(), 60));
  }

  private static long memory(Recipe recipe, int first, int last) {
    return TaskMemory.of(
            recipe.stack(),
            first,
            last,
            first,
            recipe.input().sample(),
            recipe.training().batchSize())
        .bytes();
  }
}
