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
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.activation.Border;
import org.greedyinfomax.run.Metrics;
import org.greedyinfomax.storage.Packed;
import org.greedyinfomax.training.batch.Crops;
import org.greedyinfomax.training.resource.TaskSlots;

/**
 * The stage groups that are at work in a phase, side by side, with borders between them. Round
 * {@code r} of a group is trained on what round {@code r} of the group below has put out, so when
 * and where a group runs changes nothing.
 */
final class Pipeline {

  private final TrainingContext context;
  private final Metrics metrics;
  private final Broadcast<Packed<Crops>> crops;
  private final Phase phase;
  private final Commit commit;
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
   * @param metrics of the run, which every round of a group adds a line to
   * @param crops that the lowest group reads
   * @param commit what is done when all groups have finished a round
   */
  Pipeline(
      TrainingContext context,
      Metrics metrics,
      Broadcast<Packed<Crops>> crops,
      Phase phase,
      Commit commit) {
    this.context = context;
    this.metrics = metrics;
    this.crops = crops;
    this.phase = phase;
    this.commit = commit;
    jobGroup =
        Optional.ofNullable(context.spark().getLocalProperty("spark.jobGroup.id"))
            .orElseGet(() -> "gim-" + UUID.randomUUID());
    slots = TaskSlots.of(context.spark(), context.recipe().device());
    history = new History(context.recipe().stack(), phase.start(), phase.groups());
    for (int place = 0; place < phase.groups().size(); place++) {
      groups.add(new GroupTraining(this, place));
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
    phase.borders().forEach(Border::close);
    phase.earlyStopping().close();
    context.spark().sc().cancelJobGroup(jobGroup);
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

  TrainingContext context() {
    return context;
  }

  Phase phase() {
    return phase;
  }

  Broadcast<Packed<Crops>> crops() {
    return crops;
  }

  Metrics metrics() {
    return metrics;
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
