package org.greedyinfomax.report.data;

import java.util.List;
import java.util.Map;

/** The rounds of all stage groups and the time that they share. */
public final class Timeline {

  private final Map<String, List<LaneRound>> groups;
  private final double start;
  private final double end;

  /** Makes it of at least one round; each group's in the order in which they happened. */
  public Timeline(List<LaneRound> rounds) {
    this.groups = OrderedGroups.by(rounds, LaneRound::group);
    this.start = rounds.stream().mapToDouble(LaneRound::start).min().orElseThrow();
    this.end = rounds.stream().mapToDouble(LaneRound::end).max().orElseThrow();
  }

  /** The rounds of each group, groups in the order in which they first appear. */
  public Map<String, List<LaneRound>> groups() {
    return groups;
  }

  /** When the last round of any group ended, in seconds since the run's start. */
  public double end() {
    return end;
  }

  /** Which share of the time, from the first start to the last end of all groups, these took. */
  public double busy(List<LaneRound> rounds) {
    double busy = rounds.stream().mapToDouble(LaneRound::busy).sum();
    return busy == 0 ? 0 : busy / (end - start);
  }

  /** How many groups were busy at the same time, on average. */
  public double busyAtOnce() {
    return groups.values().stream().mapToDouble(this::busy).sum();
  }

  /** How many rounds these are, in words. */
  public static String counted(List<LaneRound> rounds) {
    return rounds.size() == 1 ? "1 round" : rounds.size() + " rounds";
  }
}
