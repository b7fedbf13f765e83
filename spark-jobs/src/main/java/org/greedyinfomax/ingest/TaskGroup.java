package org.greedyinfomax.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs Spark jobs under a description, and does not return while a task of them still runs. */
final class TaskGroup {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private TaskGroup() {}

  /**
   * Runs the action; if it fails, stops its tasks and waits for them, so that they can clean up.
   */
  static <T> T run(JavaSparkContext context, String description, Callable<T> action)
      throws Exception {
    String group = "gim-" + UUID.randomUUID();
    TasksOfGroup tasks = new TasksOfGroup(group);
    context.sc().addSparkListener(tasks);
    context.setJobGroup(group, description, true);
    boolean done = false;
    try {
      T result = action.call();
      done = true;
      return result;
    } finally {
      if (!done) {
        context.cancelJobGroup(group);
        await(tasks);
      }
      context.clearJobGroup();
      context.sc().removeSparkListener(tasks);
    }
  }

  /** Events of what has happened come late, so that it pauses before it looks. */
  private static void await(TasksOfGroup tasks) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    do {
      Thread.sleep(PAUSE.toMillis());
    } while (tasks.areRunning() && Instant.now().isBefore(deadline));
  }
}
