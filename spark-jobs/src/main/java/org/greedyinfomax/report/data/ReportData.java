package org.greedyinfomax.report.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;

/**
 * What a report shows. Parts that are empty are left out of it.
 *
 * @param title of the page
 * @param opening what was learned, in a sentence and a picture
 * @param facts what was trained on what: names and values, in the order shown
 * @param losses of all modules; a module's points in order of rounds, modules from the bottom of
 *     the stack up
 * @param heldOut likewise, on rows that were held out; empty if none were
 * @param ceiling the loss of guessing in nats, {@code log(n+1)} with {@code n} negatives
 * @param ownCeilings the same of modules that have another number of negatives, by their names
 * @param learned what the modules have learned
 * @param timeline of all stage groups; a group's rounds in the order in which they happened, groups
 *     from the bottom of the stack up
 * @param warnings what a reader must know first, a sentence each
 * @param commands that repeat the run, a line each
 */
public record ReportData(
    String title,
    Opening opening,
    Map<String, String> facts,
    List<LossPoint> losses,
    List<LossPoint> heldOut,
    double ceiling,
    Map<String, Double> ownCeilings,
    Learned learned,
    List<LaneRound> timeline,
    List<String> warnings,
    List<String> commands) {

  /** A report of modules that all have the same number of negatives. */
  public ReportData(
      String title,
      Opening opening,
      Map<String, String> facts,
      List<LossPoint> losses,
      List<LossPoint> heldOut,
      double ceiling,
      Learned learned,
      List<LaneRound> timeline,
      List<String> warnings,
      List<String> commands) {
    this(
        title, opening, facts, losses, heldOut, ceiling, Map.of(), learned, timeline, warnings,
        commands);
  }

  /**
   * @throws IllegalArgumentException if there is no title or the ceiling is no positive number
   */
  public ReportData {
    Check.argument(!title.isBlank(), "a report needs a title, but it is blank");
    requireCeiling(ceiling);
    ownCeilings.values().forEach(ReportData::requireCeiling);
    ownCeilings = Map.copyOf(ownCeilings);
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    losses = List.copyOf(losses);
    heldOut = List.copyOf(heldOut);
    timeline = List.copyOf(timeline);
    warnings = List.copyOf(warnings);
    commands = List.copyOf(commands);
  }

  private static void requireCeiling(double ceiling) {
    Check.argument(
        ceiling > 0 && Double.isFinite(ceiling),
        "the ceiling log(n+1) must be more than 0 nats, but is %s",
        ceiling);
  }

  /** The losses of guessing, for every module. */
  public Ceilings ceilings() {
    return new Ceilings(ceiling, ownCeilings);
  }

  /** The loss points of each module, modules in the order in which they first appear. */
  public Map<String, List<LossPoint>> lossesByModule() {
    return OrderedGroups.by(losses, LossPoint::module);
  }

  /** The same on held-out rows. */
  public Map<String, List<LossPoint>> heldOutByModule() {
    return OrderedGroups.by(heldOut, LossPoint::module);
  }
}
