package org.greedyinfomax.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.Text;
import org.greedyinfomax.activation.Border;
import org.greedyinfomax.activation.RoundManifest;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.run.StoppingRounds;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.storage.LeaseLostException;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.training.batch.GroupInput;
import org.greedyinfomax.training.replica.Averaging;
import org.greedyinfomax.training.replica.ReplicaOutcome;
import org.greedyinfomax.training.replica.ReplicaResult;
import org.greedyinfomax.training.replica.ReplicaRound;
import org.greedyinfomax.training.replica.RoundWork;

/**
 * The rounds of one stage group, driven by a thread of its own: wait for the input and for room
 * above, broadcast the averaged states, train every replica in a task of its own, average in the
 * order of the replicas, hand on. Modules that have stopped only hand on.
 */
final class GroupTraining {

  private final Pipeline pipeline;
  private final TrainingContext context;
  private final int place;
  private final StageGroup group;
  private final Optional<Border> below;
  private final Optional<Border> above;
  private final List<ModuleState> states; // of all its modules; the trained ones move on
  private final String name;
  private final GroupMetrics metrics;

  /**
   * Prepares to train.
   *
   * @param place of the group among the others of its phase
   */
  GroupTraining(Pipeline pipeline, int place) {
    this.pipeline = pipeline;
    context = pipeline.context();
    this.place = place;
    Phase phase = pipeline.phase();
    group = phase.groups().get(place);
    below = phase.below(place);
    above = phase.above(place);
    states = new ArrayList<>(phase.states(place));
    name = group.name(context.recipe().stack());
    metrics = new GroupMetrics(context.recipe(), context.rounds(), name);
  }

  /**
   * Takes the group through some rounds, counted from 0.
   *
   * @throws IllegalArgumentException if training diverges
   * @throws CancellationException if another group has failed
   * @throws LeaseLostException if the run is another process's by now, or gone
   * @throws IOException that names round and group, if anything else goes wrong
   */
  Void train(int from, int to) throws IOException {
    JavaSparkContext spark = context.spark();
    spark.setLocalProperty("spark.scheduler.pool", name);
    boolean goesOn = true;
    for (int r = from; r < to && goesOn && !pipeline.isStopped(); r++) {
      try {
        goesOn = trainRound(context.rounds().round(r));
      } catch (IllegalArgumentException | CancellationException | LeaseLostException e) {
        throw e;
      } catch (Exception | FSError e) { // Spark's are checked, but undeclared in Java
        throw new IOException(Text.format("round %d of %s failed: %s", r + 1, name, reason(e)), e);
      }
    }
    return null;
  }

  /** What a task or a file system has said, without Spark's words around it. */
  private static String reason(Throwable e) {
    Throwable reason = e;
    while (reason.getCause() != null && !(reason instanceof IOException)) {
      reason = reason.getCause();
    }
    return String.valueOf(reason.getMessage()).lines().findFirst().orElse(reason.toString());
  }

  /** Returns whether it was trained: it is not if all modules of the stack have stopped. */
  private boolean trainRound(Rounds.Round round) throws IOException, InterruptedException {
    double start = System.currentTimeMillis() * 1e-3;
    long began = System.nanoTime();
    StoppingRounds stops = pipeline.phase().earlyStopping().await(round);
    if (stops.end(context.rounds().count()) <= round.number()) {
      return false;
    }
    RoundWork work = RoundWork.of(group, stops, round, above.isPresent());
    GroupInput input = awaitInput(round);
    if (above.isPresent()) {
      above.get().begin();
    }
    long ready = System.nanoTime();
    byte[][] files = filesForReplicas(work);
    List<ReplicaResult> results =
        work.isNone() ? List.of() : runReplicas(round, work, input, files);
    long trained = System.nanoTime();
    average(round, work, results);
    long averaged = System.nanoTime();
    RoundMetrics found =
        metrics.of(
            round,
            work.learning(),
            results,
            new RoundMetrics.Seconds(
                start,
                seconds(began, averaged),
                seconds(began, ready),
                seconds(ready, trained),
                GroupMetrics.mean(results, ReplicaResult.Seconds::reading),
                GroupMetrics.mean(results, ReplicaResult.Seconds::computing),
                GroupMetrics.mean(results, ReplicaResult.Seconds::writing),
                seconds(trained, averaged),
                0));
    context.lease().require();
    pipeline.metrics().add(found); // before the commit: no checkpoint is of a round they miss
    RoundMetrics.Border border = handOn(round, results, files);
    if (below.isPresent()) {
      below.get().release();
    }
    pipeline.finished(place);
    RoundMetrics committed = found.committedIn(seconds(averaged, System.nanoTime()), border);
    pipeline.metrics().replace(found, committed);
    context.progress().round(committed);
    long samples = results.stream().mapToLong(ReplicaResult::examples).sum();
    context.spark().sc().listenerBus().post(new RoundFinished(samples, committed));
    return true;
  }

  private GroupInput awaitInput(Rounds.Round round) throws IOException, InterruptedException {
    if (below.isEmpty()) {
      return new GroupInput.Recordings(pipeline.crops());
    }
    RoundManifest manifest = below.get().await(round.number() + 1);
    return new GroupInput.Activations(below.get().store(), manifest.parts(), pipeline.crops());
  }

  private byte[][] filesForReplicas(RoundWork work) {
    byte[][] files = new byte[work.end() - work.first()][];
    for (int i = 0; i < files.length; i++) {
      ModuleLayout layout = ModuleLayout.of(context.recipe().stack(), group.first() + i);
      files[i] = states.get(i).withoutVelocity().toBytes(layout);
    }
    return files;
  }

  private List<ReplicaResult> runReplicas(
      Rounds.Round round, RoundWork work, GroupInput input, byte[][] files) throws IOException {
    JavaSparkContext spark = context.spark();
    int replicas = context.recipe().training().replicas();
    Broadcast<byte[][]> broadcast = spark.broadcast(files);
    spark.setJobGroup(pipeline.jobGroup(), describe(round, work.learning()), false);
    try {
      List<byte[]> outcomes =
          pipeline
              .slots()
              .tasks(replicas)
              .mapPartitions(
                  new ReplicaRound(
                      context.recipe(),
                      context.recipe().optimizer().over(context.rounds().stepsPerPhase()),
                      round,
                      work,
                      input,
                      above.map(Border::store),
                      broadcast))
              .collect();
      List<ReplicaResult> results = new ArrayList<>();
      for (byte[] outcome : outcomes) {
        results.add(JavaBytes.read(outcome, ReplicaOutcome.class).learned(round));
      }
      return results;
    } finally {
      broadcast.destroy();
    }
  }

  private String describe(Rounds.Round round, List<Integer> learning) {
    int last = learning.size() - 1;
    String modules =
        learning.isEmpty()
            ? "frozen " + name
            : last == 0
                ? "module " + moduleName(learning.get(0))
                : "modules "
                    + moduleName(learning.get(0))
                    + " to "
                    + moduleName(learning.get(last));
    return Text.format(
        "%s · round %d/%d%s",
        modules, round.number() + 1, context.rounds().count(), context.progress().lastLoss(name));
  }

  private String moduleName(int m) {
    return context.recipe().stack().modules().get(m).name();
  }

  private void average(Rounds.Round round, RoundWork work, List<ReplicaResult> results) {
    List<ModuleState> before =
        work.learning().stream().map(m -> states.get(m - group.first())).toList();
    List<ModuleState> next =
        Averaging.of(
            context.recipe().stack(),
            context.recipe().averaging(),
            work.learning(),
            round.number(),
            before,
            results);
    for (int i = 0; i < next.size(); i++) {
      states.set(work.learning().get(i) - group.first(), next.get(i));
    }
    pipeline
        .history()
        .add(
            place,
            round.number() + 1,
            List.copyOf(states.subList(group.firstTrained() - group.first(), states.size())));
  }

  private RoundMetrics.Border handOn(
      Rounds.Round round, List<ReplicaResult> results, byte[][] files) throws IOException {
    if (above.isEmpty()) {
      return RoundMetrics.Border.NONE;
    }
    Border border = above.get();
    RoundManifest manifest =
        RoundManifest.of(
            round.number() + 1,
            border.store().shape(),
            hash(files),
            results.stream().flatMap(result -> result.parts().stream()).toList());
    border.commit(manifest);
    Border.Occupancy now = border.occupancy();
    return new RoundMetrics.Border(now.rounds(), now.window(), now.bytes(), manifest.bytes());
  }

  /** Names the states that activations were made with. */
  private static String hash(byte[][] files) {
    StringBuilder hashes = new StringBuilder();
    for (byte[] file : files) {
      hashes.append(WholeFile.sha256(file));
    }
    return WholeFile.sha256(hashes.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static double seconds(long from, long to) {
    return (to - from) * 1e-9;
  }
}
