package org.greedyinfomax.training;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.config.TrainingSettings.Order;

/**
 * Which steps a run consists of, counted in the steps of one replica from 0.
 *
 * <p>An epoch is as many steps as give every replica the same number of whole mini-batches; the
 * recordings left over wait for the next epoch's shuffle. In iterative order the modules are
 * trained one after another, each for all epochs, on crops that no module below has seen.
 *
 * @param stepsPerEpoch of each replica
 * @param epochs of each phase
 * @param phases 1, or the number of modules in iterative order
 * @param localSteps mini-batches between two averagings
 * @param modules of the stack
 */
public record Rounds(int stepsPerEpoch, int epochs, int phases, int localSteps, int modules)
    implements Serializable {

  public Rounds {
    Check.argument(
        stepsPerEpoch >= 1, "stepsPerEpoch must be at least 1, but is %d", stepsPerEpoch);
    Check.argument(
        (long) stepsPerEpoch * epochs * phases <= Integer.MAX_VALUE,
        "%d epochs of %d steps are more than can be counted",
        epochs,
        stepsPerEpoch);
  }

  /**
   * The steps of training on that many recordings.
   *
   * @throws IllegalArgumentException if they do not fill one mini-batch of every replica
   */
  public static Rounds of(TrainingSettings training, int modules, long recordings) {
    long perStep = (long) training.replicas() * training.batchSize();
    Check.argument(
        recordings >= perStep,
        "%d recordings do not fill a mini-batch of %d for each of %d replicas: lower"
            + " training.batchSize or training.replicas",
        recordings,
        training.batchSize(),
        training.replicas());
    return new Rounds(
        Math.toIntExact(recordings / perStep),
        training.epochs(),
        training.order() == Order.ITERATIVE ? modules : 1,
        training.localSteps(),
        modules);
  }

  /** Local steps by every replica, and the averaging after them. */
  public record Round(int number, int firstStep, int steps, int firstTrained, int modules)
      implements Serializable {}

  /** Rounds of the whole run. */
  public int count() {
    return phases * roundsPerPhase();
  }

  /** Steps of the whole run by each replica. */
  public int steps() {
    return phases * stepsPerPhase();
  }

  /** Round {@code r}, counted from 0. A round never reaches beyond its phase. */
  public Round round(int r) {
    int phase = r / roundsPerPhase();
    int first = r % roundsPerPhase() * localSteps;
    int steps = Math.min(localSteps, stepsPerPhase() - first);
    boolean together = phases == 1;
    return new Round(
        r,
        phase * stepsPerPhase() + first,
        steps,
        together ? 0 : phase,
        together ? modules : phase + 1);
  }

  /** Steps that module {@code m} has taken when that many rounds are finished. */
  int stepsOf(int m, int finished) {
    int phase = phases == 1 ? 0 : m;
    long sinceItsStart = (long) finished - (long) phase * roundsPerPhase();
    return Math.toIntExact(Math.max(0, Math.min(sinceItsStart * localSteps, stepsPerPhase())));
  }

  /**
   * Whether these rounds pass through a checkpoint, so that going on from there leaves out no step
   * and repeats none. A round that was cut short by the last epoch of another rounds does not end
   * where a round of this one does.
   */
  boolean passes(Checkpoint checkpoint) {
    return checkpoint.rounds() <= count()
        && IntStream.range(0, modules)
            .allMatch(m -> checkpoint.states().get(m).steps() == stepsOf(m, checkpoint.rounds()));
  }

  private int stepsPerPhase() {
    return epochs * stepsPerEpoch;
  }

  private int roundsPerPhase() {
    return (stepsPerPhase() + localSteps - 1) / localSteps;
  }
}
