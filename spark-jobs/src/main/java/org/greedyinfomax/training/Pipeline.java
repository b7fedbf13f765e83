package org.greedyinfomax.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.activation.Border;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Metrics;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Packed;
import org.greedyinfomax.training.batch.Crops;
import org.greedyinfomax.training.resource.TaskSlots;

/**
 * The stage groups that are at work in a phase, side by side, with borders between them. Round
 * {@code r} of a group is trained on what round {@code r} of the group below has put out, so when
 * and where a group runs changes nothing.
 */
final class Pipeline {

  private final JavaSparkContext spark;
  private final Recipe recipe;
  private final Rounds rounds;
  private final Broadcast<Packed<Crops>> crops;
  private final Metrics metrics;
  private final Lease lease;
  private final Progress progress;
  private final Commit commit;
  private final Decisions decisions;
  private final List<Border> borders;
  private final History history;
  private final List<GroupTraining> groups = new ArrayList<>();
  private final TaskSlots slots;
  private final String jobGroup;
  private volatile boolean isStopped;

  /** What happens when all groups have finished a round. */
  interface Commit {
    void finished(History history) throws IOException;
  }

  /**
   * Connects groups. Their jobs belong to the calling thread's job group, if it has one, so that
   * whoever cancels that stops them: a notebook's paragraph, for one.
   *
   * @param lease of the run, without which no round is finished
   * @param decisions about who learns
   * @param groups lowest first
   * @param borders between them, one fewer
   * @param start states to begin with
   */
  Pipeline(
      JavaSparkContext spark,
      Recipe recipe,
      Rounds rounds,
      Broadcast<Packed<Crops>> crops,
      Metrics metrics,
      Lease lease,
      Progress progress,
      Commit commit,
      Decisions decisions,
      List<StageGroup> groups,
      List<Border> borders,
      Checkpoint start) {
    this.spark = spark;
    this.recipe = recipe;
    this.rounds = rounds;
    this.crops = crops;
    this.metrics = metrics;
    this.lease = lease;
    this.progress = progress;
    this.commit = commit;
    this.decisions = decisions;
    this.borders = borders;
    jobGroup =
        Optional.ofNullable(spark.getLocalProperty("spark.jobGroup.id"))
            .orElseGet(() -> "gim-" + UUID.randomUUID());
    slots = TaskSlots.of(spark, recipe.device());
    history = new History(recipe.stack(), start, groups);
    for (int g = 0; g < groups.size(); g++) {
      StageGroup group = groups.get(g);
      this.groups.add(
          new GroupTraining(
              this,
              g,
              group,
              g == 0 ? Optional.empty() : Optional.of(borders.get(g - 1)),
              g == borders.size() ? Optional.empty() : Optional.of(borders.get(g)),
              start.states().subList(group.first(), group.end())));
    }
  }

  /**
   * Trains all groups, and returns when none is at work any more.
   *
   * @param from round, counted from 0
   * @param to round after the last
   * @throws Exception what stopped the first of them
   */
  void train(int from, int to) throws Exception {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            groups.size(),
            task -> {
              Thread thread = new Thread(task, "gim-stage-group");
              thread.setDaemon(true);
              return thread;
            });
    try {
      CompletionService<Void> running = new ExecutorCompletionService<>(threads);
      groups.forEach(group -> running.submit(() -> group.train(from, to)));
      Optional<Throwable> failure = Optional.empty();
      int ended = 0;
      while (ended < groups.size()) {
        try {
          running.take().get();
          ended++;
        } catch (InterruptedException e) { // let them end first, and be saved
          failure = Optional.of(new IOException("the training was interrupted", e));
          stop();
        } catch (ExecutionException e) {
          ended++;
          if (failure.isEmpty()) { // that of the others follows from it
            failure = Optional.of(e.getCause());
            stop();
          }
        }
      }
      if (failure.isPresent()) {
        throw failure.get() instanceof Exception e ? e : new IllegalStateException(failure.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  /** Lets all groups end as soon as they can. */
  void stop() {
    isStopped = true;
    borders.forEach(Border::close);
    decisions.close();
    spark.sc().cancelJobGroup(jobGroup);
  }

  boolean isStopped() {
    return isStopped;
  }

  /** The states that groups have reached. */
  History history() {
    return history;
  }

  /** A group has finished a round; with the topmost all have. */
  void finished(int group) throws IOException {
    if (group == groups.size() - 1) {
      commit.finished(history);
    }
  }

  JavaSparkContext spark() {
    return spark;
  }

  Recipe recipe() {
    return recipe;
  }

  Rounds rounds() {
    return rounds;
  }

  Broadcast<Packed<Crops>> crops() {
    return crops;
  }

  Decisions decisions() {
    return decisions;
  }

  Metrics metrics() {
    return metrics;
  }

  Lease lease() {
    return lease;
  }

  Progress progress() {
    return progress;
  }

  /** Where training tasks run. */
  TaskSlots slots() {
    return slots;
  }

  /** Names all jobs of this pipeline in Spark. */
  String jobGroup() {
    return jobGroup;
  }
}
