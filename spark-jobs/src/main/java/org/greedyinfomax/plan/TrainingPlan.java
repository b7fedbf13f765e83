package org.greedyinfomax.plan;

import java.util.List;
import java.util.OptionalLong;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.Schedule;
import org.greedyinfomax.config.TrainingSettings;

/**
 * What is expected of a training, and which grouping is advised.
 *
 * @param recipe that is planned for
 * @param measured of the cluster
 * @param recordings that are trained on, if that is known
 * @param listed groupings worth showing, all different: all modules in one group first
 * @param chosen what the recipe asks for: the advised one if it leaves that to measurements
 * @param advised the fastest, and of those that are hardly slower the one of fewest groups
 * @param reason for the advice
 */
public record TrainingPlan(
    Recipe recipe,
    Measurements measured,
    OptionalLong recordings,
    List<Expectation> listed,
    Expectation chosen,
    Expectation advised,
    String reason) {

  public TrainingPlan {
    Check.argument(
        listed.contains(chosen) && listed.contains(advised),
        "what is chosen and what is advised must be listed");
    listed = List.copyOf(listed);
  }

  /** The recipe with numbers and groups where it says {@code auto}. */
  public Recipe resolved() {
    Recipe resolved = recipe;
    if (leavesSchedule()) {
      resolved = resolved.withSchedule(advised.grouping().schedule());
    }
    return leavesLocalSteps() ? resolved.withLocalSteps(chosen.localSteps()) : resolved;
  }

  /** A line that says what {@code auto} has become, and why. */
  public String choice() {
    StringBuilder text = new StringBuilder("auto");
    if (leavesSchedule()) {
      text.append(" · schedule ")
          .append(advised.grouping())
          .append(" (")
          .append(reason)
          .append(')');
    }
    if (leavesLocalSteps()) {
      text.append(
          Text.format(
              " · localSteps %d (of a round's %s, %s or %.1f %% are overhead)",
              chosen.localSteps(),
              UnitText.seconds(chosen.roundSeconds()),
              UnitText.seconds(chosen.overheadSeconds()),
              100 * chosen.overheadShare()));
    }
    return text.toString();
  }

  /** The whole plan as tables. */
  public String toText() {
    return new PlanText(this).render();
  }

  private boolean leavesSchedule() {
    return recipe.training().schedule().kind() == Schedule.Kind.AUTO;
  }

  private boolean leavesLocalSteps() {
    return recipe.training().localSteps() == TrainingSettings.AUTO;
  }
}
