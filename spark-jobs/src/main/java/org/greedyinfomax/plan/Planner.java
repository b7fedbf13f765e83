package org.greedyinfomax.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.Schedule;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.run.Rounds;

/** Finds the grouping that is fastest by what was measured. */
public final class Planner {

  /** Up to so many modules every grouping is looked at; of more, balanced ones. */
  private static final int MODULES_FOR_ALL_GROUPINGS = 12;

  /**
   * Groupings that are slower by less are as good, and of them the one of fewest groups is best.
   */
  private static final double TIE = 1.02;

  private final Recipe recipe;
  private final Measurements measured;
  private final OptionalLong recordings;
  private final int modules;
  private final CostModel costs;

  private Planner(Recipe recipe, Measurements measured, OptionalLong recordings) {
    this.recipe = recipe;
    this.measured = measured;
    this.recordings = recordings;
    modules = recipe.stack().modules().size();
    costs = new CostModel(recipe, measured, stepsOfPhase(recipe, recordings));
  }

  /**
   * The plan of a recipe.
   *
   * @param recordings that are trained on, if that is known
   * @throws IllegalArgumentException if they do not fill one mini-batch of every replica
   */
  public static TrainingPlan plan(Recipe recipe, Measurements measured, OptionalLong recordings) {
    return new Planner(recipe, measured, recordings).plan();
  }

  private static OptionalInt stepsOfPhase(Recipe recipe, OptionalLong recordings) {
    if (recordings.isEmpty()) {
      return OptionalInt.empty();
    }
    int phases =
        recipe.training().order() == Order.SIMULTANEOUS ? 1 : recipe.stack().modules().size();
    return OptionalInt.of(rounds(recipe, 1, recordings.getAsLong()).steps() / phases);
  }

  static Rounds rounds(Recipe recipe, int localSteps, long recordings) {
    TrainingSettings training = recipe.withLocalSteps(localSteps).training();
    return Rounds.of(training, 0, recipe.stack().modules().size(), recordings);
  }

  private TrainingPlan plan() {
    List<Expectation> candidates = candidates().stream().map(costs::expect).toList();
    Expectation fused = costs.expect(Grouping.fused(modules));
    Expectation advised = best(candidates.stream().filter(Expectation::fits).toList());
    Schedule schedule = recipe.training().schedule();
    Expectation chosen =
        schedule.kind() == Schedule.Kind.AUTO
            ? advised
            : costs.expect(new Grouping(schedule.sizes(modules)));
    List<Expectation> listed =
        List.of(fused, costs.expect(Grouping.pipelined(modules)), chosen, advised);
    return new TrainingPlan(
        recipe,
        measured,
        recordings,
        listed.stream().distinct().toList(),
        chosen,
        advised,
        reason(fused, advised, best(candidates)));
  }

  private List<Grouping> candidates() {
    if (modules <= MODULES_FOR_ALL_GROUPINGS) {
      return Grouping.all(modules);
    }
    return Grouping.balanced(
        measured.task().modules().stream().mapToDouble(ModuleSeconds::training).toArray());
  }

  private static Expectation best(List<Expectation> candidates) {
    double least = candidates.stream().mapToDouble(Expectation::secondsPerStep).min().orElseThrow();
    return candidates.stream()
        .filter(candidate -> candidate.secondsPerStep() <= least * TIE)
        .min(
            Comparator.<Expectation>comparingInt(candidate -> candidate.grouping().groups())
                .thenComparingDouble(Expectation::secondsPerStep))
        .orElseThrow();
  }

  private String reason(Expectation fused, Expectation advised, Expectation unlimited) {
    int replicas = recipe.training().replicas();
    int slots = measured.slots();
    List<String> reasons = new ArrayList<>();
    String here = count(slots, "slot") + " and " + count(replicas, "replica") + ": ";
    if (advised.grouping().groups() > 1) {
      reasons.add(
          Text.format(
              "%s%d groups side by side are %.1f times as fast as one",
              here, advised.grouping().groups(), speedUp(fused, advised)));
    } else if (modules == 1) {
      reasons.add("there is one module");
    } else if (unlimited.equals(advised)) {
      reasons.add(
          replicas % slots == 0
              ? here + "replicas alone keep all slots busy, so that groups would only store more"
              : here + "no cut into groups is more than 2 % faster than one group");
    }
    if (!unlimited.fits()) {
      reasons.add(
          Text.format(
              "activations.budget leaves no room for a round of %s, which would be %.1f times as"
                  + " fast",
              unlimited.grouping(), speedUp(advised, unlimited)));
    }
    return String.join("; ", reasons);
  }

  private static double speedUp(Expectation slow, Expectation fast) {
    return slow.secondsPerStep() / fast.secondsPerStep();
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
