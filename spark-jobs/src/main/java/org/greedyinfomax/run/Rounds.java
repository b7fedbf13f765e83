package org.greedyinfomax.run;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.config.TrainingSettings.Order;

/**
 * Divides the steps of a run into rounds, epochs and, in iterative order, modules. Steps are
 * counted from 0, as one replica takes them.
 *
 * <p>An epoch is as many steps as give every replica the same number of whole mini-batches; the
 * recordings left over wait for the next epoch's shuffle. In iterative order the modules are
 * trained one after another, each for all epochs, on crops that no module below has seen. So a
 * module has the same steps whether it is trained in the same run as those below or added later.
 *
 * @param stepsPerEpoch of each replica
 * @param epochs of each phase
 * @param order of the modules
 * @param localSteps mini-batches between two averagings
 * @param frozen modules at the bottom that were trained before, and are not any more
 * @param modules of the stack
 */
public record Rounds(
    int stepsPerEpoch, int epochs, Order order, int localSteps, int frozen, int modules)
    implements Serializable {

  public Rounds {
    Check.argument(
        stepsPerEpoch >= 1, "stepsPerEpoch must be at least 1, but is %d", stepsPerEpoch);
    Check.argument(
        frozen >= 0 && frozen < modules,
        "of %d modules at least one must be left to train, but %d are frozen",
        modules,
        frozen);
    Check.argument(
        (long) stepsPerEpoch * epochs * (order == Order.SIMULTANEOUS ? 1 : modules)
            <= Integer.MAX_VALUE,
        "%d epochs of %d steps are more than can be counted",
        epochs,
        stepsPerEpoch);
  }

  /**
   * The steps of training on that many recordings.
   *
   * @param frozen modules at the bottom that are not trained any more
   * @throws IllegalArgumentException if they do not fill one mini-batch of every replica
   */
  public static Rounds of(TrainingSettings training, int frozen, int modules, long recordings) {
    return new Rounds(
        stepsPerEpoch(training, recordings),
        training.epochs(),
        training.order(),
        training.localSteps(),
        frozen,
        modules);
  }

  /**
   * Steps of each replica in an epoch of that many recordings.
   *
   * @throws IllegalArgumentException if they do not fill one mini-batch of every replica
   */
  static int stepsPerEpoch(TrainingSettings training, long recordings) {
    long perStep = (long) training.replicas() * training.batchSize();
    Check.argument(
        recordings >= perStep,
        "%d rows do not fill a mini-batch of %d for each of %d replicas: lower"
            + " training.batchSize or training.replicas",
        recordings,
        training.batchSize(),
        training.replicas());
    return Math.toIntExact(recordings / perStep);
  }

  /** Local steps by every replica, and the averaging after them. */
  public record Round(int number, int firstStep, int steps, int firstTrained, int modules)
      implements Serializable {}

  /** Rounds of the whole run. */
  public int count() {
    return phases() * roundsPerPhase();
  }

  /** Steps of the whole run by each replica. */
  public int steps() {
    return phases() * stepsPerPhase();
  }

  /** Round {@code r}, counted from 0. A round never reaches beyond its phase. */
  public Round round(int r) {
    int phase = r / roundsPerPhase();
    int first = r % roundsPerPhase() * localSteps;
    int steps = Math.min(localSteps, stepsPerPhase() - first);
    if (order == Order.SIMULTANEOUS) {
      return new Round(r, first, steps, frozen, modules);
    }
    int module = frozen + phase;
    return new Round(r, module * stepsPerPhase() + first, steps, module, module + 1);
  }

  /** The number of the first round of the phase after round {@code r}'s. */
  public int endOfPhase(int r) {
    return (r / roundsPerPhase() + 1) * roundsPerPhase();
  }

  /** Steps that module {@code m}, which is not frozen, has taken after that many rounds. */
  int stepsOf(int m, int finished) {
    int phase = order == Order.SIMULTANEOUS ? 0 : m - frozen;
    long sinceItsStart = (long) finished - (long) phase * roundsPerPhase();
    return Math.toIntExact(Math.max(0, Math.min(sinceItsStart * localSteps, stepsPerPhase())));
  }

  /**
   * Whether these rounds pass through a checkpoint, so that going on from there leaves out no step
   * and repeats none. A round that was cut short by the last epoch of another rounds does not end
   * where a round of this one does.
   *
   * @param stops modules that have taken no more steps since
   */
  boolean passes(Checkpoint checkpoint, StoppingRounds stops) {
    return checkpoint.rounds() <= count()
        && IntStream.range(frozen, modules)
            .allMatch(
                m ->
                    checkpoint.states().get(m).steps()
                        == stepsOf(m, stops.roundsOf(m, checkpoint.rounds())));
  }

  private int phases() {
    return order == Order.SIMULTANEOUS ? 1 : modules - frozen;
  }

  /** Steps that a module takes in all, in the phase in which it learns. */
  public int stepsPerPhase() {
    return epochs * stepsPerEpoch;
  }

  private int roundsPerPhase() {
    return (stepsPerPhase() + localSteps - 1) / localSteps;
  }
}
