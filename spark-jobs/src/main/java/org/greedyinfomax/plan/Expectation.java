package org.greedyinfomax.plan;

import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.run.StageGroup;

/**
 * What is expected of a grouping.
 *
 * @param grouping of the modules
 * @param localSteps of a round: the recipe's, or, if it leaves them to measurements, the least
 *     whose overhead is under a tenth
 * @param groups that are at work in any phase of the run, lowest first, phase by phase
 * @param stepSeconds that all groups and replicas take for a step each, working side by side as far
 *     as there are slots; without the round's overhead
 * @param overheadSeconds of a round
 * @param window rounds that each border may hold within the budget; 0 if there is no border, or no
 *     room for a round
 * @param fits whether the budget holds a round of every border
 */
public record Expectation(
    Grouping grouping,
    int localSteps,
    List<Group> groups,
    double stepSeconds,
    double overheadSeconds,
    int window,
    boolean fits) {

  public Expectation {
    Check.argument(localSteps >= 1, "localSteps must be at least 1, but is %d", localSteps);
    Check.argument(stepSeconds > 0, "stepSeconds must be more than 0, but is %s", stepSeconds);
    groups = List.copyOf(groups);
  }

  /**
   * What is expected of one group.
   *
   * @param group its modules
   * @param stepSeconds that one of its tasks takes for a step, reading and writing borders included
   */
  public record Group(StageGroup group, double stepSeconds) {}

  /** Seconds of a round, when all groups have something to do. */
  public double roundSeconds() {
    return localSteps * stepSeconds + overheadSeconds;
  }

  /** Seconds of a step with its share of the round's overhead. */
  public double secondsPerStep() {
    return roundSeconds() / localSteps;
  }

  /** The overhead's share of a round, in [0, 1). */
  public double overheadShare() {
    return overheadSeconds / roundSeconds();
  }
}
