package org.greedyinfomax.run;

import java.util.List;

/**
 * The metrics of a stage group in a round; a line of {@code metrics.jsonl}.
 *
 * @param round counted from 1
 * @param rounds of the whole run
 * @param group names of its first and last module
 * @param step steps that every replica has taken since the start
 * @param samples crops that all replicas have seen since the start
 * @param epoch how many passes over the recordings that is
 * @param modules those that moved, lowest first
 * @param seconds where the time went
 * @param border what the group has handed on
 */
public record RoundMetrics(
    int round,
    int rounds,
    String group,
    int step,
    long samples,
    double epoch,
    List<Module> modules,
    Seconds seconds,
    Border border) {

  /** The same round, when its activations or its checkpoint are committed. */
  public RoundMetrics committedIn(double committing, Border committed) {
    return new RoundMetrics(
        round,
        rounds,
        group,
        step,
        samples,
        epoch,
        modules,
        seconds.committedIn(committing),
        committed);
  }

  /**
   * A module's means over the round.
   *
   * @param name of the module
   * @param loss InfoNCE in nats
   * @param information {@code log(n + 1) − loss}: a lower bound on the mutual information between
   *     contexts and what follows, in nats
   * @param accuracy of telling positives from negatives, in [0, 1]
   * @param spread share of its vectors' mean square that is variance, in [0, 1]
   * @param collapsed whether its vectors are nearly all the same
   */
  public record Module(
      String name,
      double loss,
      double information,
      double accuracy,
      double spread,
      boolean collapsed) {}

  /**
   * Where a round's time went, in seconds.
   *
   * @param start since 1970, when the group was ready for the round
   * @param wall from start to end
   * @param waiting for the group below, and for room above
   * @param running the Spark job: broadcasting states, training, bringing states back
   * @param reading samples or activations: part of running, mean over replicas
   * @param computing part of running, mean over replicas
   * @param writing activations: part of running, mean over replicas
   * @param averaging on the driver
   * @param committing activations, and a checkpoint, if there was one
   */
  public record Seconds(
      double start,
      double wall,
      double waiting,
      double running,
      double reading,
      double computing,
      double writing,
      double averaging,
      double committing) {

    private Seconds committedIn(double added) {
      return new Seconds(
          start,
          wall + added,
          waiting,
          running,
          reading,
          computing,
          writing,
          averaging,
          committing + added);
    }
  }

  /**
   * What lies between this group and the next, when the round is committed; all zero for a group
   * whose output nobody reads.
   *
   * @param rounds that are being written, waiting or being read
   * @param window rounds that there may be
   * @param bytes of the committed ones
   * @param written bytes of this round
   */
  public record Border(int rounds, int window, long bytes, long written) {

    /** No border. */
    public static final Border NONE = new Border(0, 0, 0, 0);
  }
}
