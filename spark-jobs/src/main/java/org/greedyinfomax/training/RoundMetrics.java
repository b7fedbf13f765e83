package org.greedyinfomax.training;

import java.util.List;

/**
 * What happened in a round; a line of {@code metrics.jsonl}.
 *
 * @param round counted from 1
 * @param rounds of the whole run
 * @param step steps that every replica has taken since the start
 * @param samples crops that all replicas have seen since the start
 * @param epoch how many passes over the recordings that is
 * @param modules those that moved, lowest first
 * @param seconds where the time went
 */
public record RoundMetrics(
    int round,
    int rounds,
    int step,
    long samples,
    double epoch,
    List<Module> modules,
    Seconds seconds) {

  /** The same round, when its checkpoint is written. */
  RoundMetrics committedIn(double committing) {
    Seconds all =
        new Seconds(
            seconds.wall() + committing,
            seconds.reading(),
            seconds.computing(),
            seconds.averaging(),
            committing);
    return new RoundMetrics(round, rounds, step, samples, epoch, modules, all);
  }

  /**
   * A module's means over the round.
   *
   * @param name of the module
   * @param loss InfoNCE in nats
   * @param information {@code log(n + 1) − loss}: a lower bound on the mutual information between
   *     contexts and what follows, in nats
   * @param accuracy of telling the true candidate from the false, in [0, 1]
   * @param spread share of the contexts' mean square that is variance, in [0, 1]
   * @param collapsed whether the contexts are nearly all the same
   */
  public record Module(
      String name,
      double loss,
      double information,
      double accuracy,
      double spread,
      boolean collapsed) {}

  /**
   * Where a round's time went.
   *
   * @param wall from start to end
   * @param reading mean over replicas
   * @param computing mean over replicas
   * @param averaging on the driver
   * @param committing writing a checkpoint, if there was one
   */
  public record Seconds(
      double wall, double reading, double computing, double averaging, double committing) {}
}
