package org.greedyinfomax.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.Text;
import org.greedyinfomax.activation.ActivationStore;
import org.greedyinfomax.activation.Border;
import org.greedyinfomax.activation.BorderShape;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Checkpoints;
import org.greedyinfomax.run.Metrics;
import org.greedyinfomax.run.Observer;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.run.StoppingRounds;
import org.greedyinfomax.run.ValidatedRound;
import org.greedyinfomax.run.ValidationLog;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.LeaseLostException;
import org.greedyinfomax.storage.Packed;
import org.greedyinfomax.training.batch.Crops;
import org.greedyinfomax.training.batch.Samples;

/**
 * The phases of a run, each a {@link Pipeline}, and its checkpoints. In simultaneous order there is
 * one phase; in iterative order one for each module.
 *
 * <p>A checkpoint is of all modules at one round, also where lower groups have run ahead. So a run
 * can be resumed with another schedule, and needs no file of activations that an earlier process
 * has left.
 */
final class TrainingPhases {

  private final TrainingContext context;
  private final Recipe recipe;
  private final Rounds rounds;
  private final Samples samples;
  private final Observer observer;
  private final Interruption interruption;
  private final Checkpoints checkpoints;
  private final Metrics metrics;
  private final ValidationLog log;
  private final EarlyStopping earlyStopping;
  private final ActivationStore store;
  private final Lease lease;
  private Checkpoint latest;
  private int saved;

  /**
   * Prepares to train.
   *
   * @param start where the rounds are taken up
   */
  TrainingPhases(
      TrainingContext context, StartingPoint start, Observer observer, Interruption interruption)
      throws IOException {
    this.context = context;
    recipe = context.recipe();
    rounds = context.rounds();
    samples = start.samples();
    this.observer = observer;
    this.interruption = interruption;
    lease = context.lease();
    RunDirectory run = context.owned().directory();
    checkpoints = run.checkpoints();
    metrics = run.metrics();
    log = run.validationLog();
    latest = start.checkpoint();
    saved = latest.rounds();
    lease.require();
    checkpoints.truncate(saved); // first: what is left needs its lines in the log
    log.truncate(saved);
    earlyStopping =
        new EarlyStopping(
            recipe.validation(),
            log.last().map(ValidatedRound::round).orElse(0),
            StoppingRounds.of(recipe.stack(), rounds.frozen(), log.last()));
    store = run.activations();
  }

  /**
   * Trains to the end or an interruption. Even if it fails, the last round that all groups have
   * finished is saved, unless the run is not this process's any more.
   *
   * @throws IllegalArgumentException if training diverges
   * @throws LeaseLostException if the run is another process's by now, or gone; others that follow
   *     from this may be thrown, with this one as suppressed
   * @throws Exception if it fails for a reason that may pass
   */
  Checkpoint train() throws Exception {
    lease.require();
    metrics.truncate(latest.rounds());
    store.clear();
    Optional<Validation> validation = validation();
    Broadcast<Packed<Crops>> crops =
        context.spark().broadcast(Packed.of(Crops.class, samples.trained()));
    try (Closeable lastly = crops::destroy;
        Closeable before = () -> validation.ifPresent(Validation::close);
        Closeable then = this::clearActivations;
        Closeable first = this::save) {
      catchUp(validation);
      while (latest.rounds() < end() && !interruption.isRequested()) {
        trainPhase(crops, validation);
      }
    }
    requireSaved();
    return latest;
  }

  /** What tasks have put into a directory that was deleted meanwhile is taken away, too. */
  private void clearActivations() throws IOException {
    if (lease.isNobodys()) {
      store.clear();
      lease.deleteDirectoryIfEmpty();
    } else if (lease.isOwn()) {
      store.clear();
    }
  }

  /** Nobody is to be told of rounds that are not there. */
  private void requireSaved() throws IOException {
    lease.require();
    int newest = checkpoints.newest();
    if (newest != latest.rounds()) {
      throw new IOException(
          Text.format(
              "round %d is finished, but the newest checkpoint is of round %d: somebody has deleted"
                  + " what was written",
              latest.rounds(), newest));
    }
  }

  /** Rounds of the run: fewer than planned if all modules stop. */
  int end() {
    return earlyStopping.stops().end(rounds.count());
  }

  private Optional<Validation> validation() throws IOException {
    return samples.heldOut().isEmpty()
        ? Optional.empty()
        : Optional.of(new Validation(context, samples.heldOut().get(), log, earlyStopping));
  }

  /** Measures what a process that was killed has not come to. */
  private void catchUp(Optional<Validation> validation) throws Exception {
    try {
      measure(validation, latest);
    } catch (IllegalArgumentException e) {
      throw e; // nothing that would pass
    } catch (Exception e) { // Spark's are checked, but undeclared in Java
      throwUnlessInterrupted(e);
    }
  }

  /** Who is asked to stop cancels what is at work, which fails then. */
  private void throwUnlessInterrupted(Exception e) throws Exception {
    if (!interruption.isRequested()) {
      throw e;
    }
  }

  private static void measure(Optional<Validation> validation, Checkpoint reached)
      throws IOException {
    if (validation.isPresent() && validation.get().isDue(reached.rounds())) {
      validation.get().measure(reached);
    }
  }

  private void trainPhase(Broadcast<Packed<Crops>> crops, Optional<Validation> validation)
      throws Exception {
    int from = latest.rounds();
    Rounds.Round round = rounds.round(from);
    List<StageGroup> groups = groups(recipe, round);
    List<BorderShape> shapes = shapes(recipe, groups);
    List<Border> borders = store.borders(shapes, roundBytes(recipe, shapes), recipe.activations());
    Pipeline pipeline =
        new Pipeline(
            context,
            metrics,
            crops,
            new Phase(groups, borders, earlyStopping, latest),
            history -> finished(history, validation));
    interruption.onRequest(pipeline::stop);
    try {
      pipeline.train(from, rounds.endOfPhase(from));
    } catch (IllegalArgumentException e) {
      throw e; // nothing that would pass
    } catch (Exception e) {
      throwUnlessInterrupted(e);
    } finally {
      latest = pipeline.history().common();
    }
  }

  /**
   * Checks that every phase's borders fit the budget.
   *
   * @throws IllegalArgumentException if they do not
   */
  static void requireBudget(Recipe recipe, Rounds rounds) {
    for (int r = 0; r < rounds.count(); r = rounds.endOfPhase(r)) {
      List<StageGroup> groups = groups(recipe, rounds.round(r));
      if (groups.size() > 1) {
        ActivationStore.window(roundBytes(recipe, shapes(recipe, groups)), recipe.activations());
      }
    }
  }

  /** The groups that are at work in a round, lowest first. */
  static List<StageGroup> groups(Recipe recipe, Rounds.Round round) {
    List<Integer> sizes = recipe.training().schedule().sizes(recipe.stack().modules().size());
    return StageGroup.of(sizes, round.firstTrained(), round.modules());
  }

  private static List<BorderShape> shapes(Recipe recipe, List<StageGroup> groups) {
    return groups.subList(0, groups.size() - 1).stream()
        .map(group -> group.border(recipe))
        .toList();
  }

  private static List<Long> roundBytes(Recipe recipe, List<BorderShape> shapes) {
    TrainingSettings training = recipe.training();
    return shapes.stream()
        .map(shape -> shape.roundBytes(training.replicas(), training.localSteps()))
        .toList();
  }

  /** Called by the topmost group. */
  private void finished(History history, Optional<Validation> validation) throws IOException {
    int finished = history.commonRounds();
    boolean isMeasured = validation.map(held -> held.isDue(finished)).orElse(false);
    boolean isDue = finished % recipe.training().checkpointInterval() == 0 || finished == end();
    boolean isWanted = observer.wants(finished);
    if (isMeasured || isDue || isWanted) {
      Checkpoint reached = history.common();
      measure(validation, reached); // first, so that no checkpoint is of a round that is not
      if (isDue) {
        write(reached);
      }
      if (isWanted) {
        observer.see(reached);
      }
    }
  }

  private void save() throws IOException {
    write(latest);
  }

  /** Metrics first, so that no checkpoint is of a round that they miss. */
  private synchronized void write(Checkpoint checkpoint) throws IOException {
    lease.require();
    metrics.flush();
    if (saved < checkpoint.rounds()) {
      checkpoints.write(checkpoint);
      saved = checkpoint.rounds();
    }
  }
}
