package org.greedyinfomax.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;

/** Runs Spark jobs under a description, and does not return while a task of them still runs. */
final class TaskGroup {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private TaskGroup() {}

  /**
   * Runs the action; if it fails, stops its tasks and waits for them, so that they can clean up.
   */
  static <T> T run(JavaSparkContext context, String description, Callable<T> action)
      throws Exception {
    String group = "gim-" + UUID.randomUUID();
    context.setJobGroup(group, description, true);
    boolean done = false;
    try {
      T result = action.call();
      done = true;
      return result;
    } finally {
      if (!done) {
        context.cancelJobGroup(group);
        awaitTasks(context.statusTracker(), group);
      }
      context.clearJobGroup();
    }
  }

  private static void awaitTasks(JavaSparkStatusTracker tracker, String group)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (activeTasks(tracker, group) > 0 && Instant.now().isBefore(deadline)) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private static int activeTasks(JavaSparkStatusTracker tracker, String group) {
    return IntStream.of(tracker.getJobIdsForGroup(group))
        .flatMap(job -> IntStream.of(tracker.getJobInfo(job).stageIds()))
        .map(
            stage -> {
              SparkStageInfo info = tracker.getStageInfo(stage);
              return info == null ? 0 : info.numActiveTasks();
            })
        .sum();
  }
}
