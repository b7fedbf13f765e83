package org.greedyinfomax.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greedyinfomax.plan.PlanRecipes.AT_ONCE;
import static org.greedyinfomax.plan.PlanRecipes.alike;
import static org.greedyinfomax.plan.PlanRecipes.measured;
import static org.greedyinfomax.plan.PlanRecipes.ofModules;

import java.util.List;
import java.util.OptionalLong;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlannerTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void oneGroupIsBestWhereReplicasFillTheSlots(int replicas) {
    TrainingPlan plan = plan(ofModules(4, "training.replicas=" + replicas), alike(2, 4));

    assertThat(plan.advised().grouping()).hasToString("fused");
    assertThat(plan.reason())
        .isEqualTo(
            "2 slots and %d replicas: replicas alone keep all slots busy, so that groups would only"
                + " store more",
            replicas);
  }

  @Test
  void balancedGroupsAreBestWhereSlotsAreLeft() {
    TrainingPlan plan = plan(ofModules(4), measured(2, 0, AT_ONCE, 4, 1, 1, 2));

    assertThat(plan.advised().grouping()).hasToString("[[0], [1, 2, 3]]");
    assertThat(plan.reason())
        .isEqualTo("2 slots and 1 replica: 2 groups side by side are 2.0 times as fast as one");
  }

  /** Three slots: no grouping is faster than its slowest module, which two groups reach, too. */
  @Test
  void ofEquallyFastGroupingsTheOneOfFewestGroupsIsBest() {
    TrainingPlan plan = plan(ofModules(4), measured(3, 0, AT_ONCE, 4, 1, 1, 2));

    assertThat(plan.advised().grouping()).hasToString("[[0], [1, 2, 3]]");
  }

  /** 100 s against 99 s. */
  @Test
  void aGroupingThatIsHardlyFasterIsNotWorthIt() {
    TrainingPlan plan = plan(ofModules(2), measured(2, 0, AT_ONCE, 99, 1));

    assertThat(plan.advised().grouping()).hasToString("fused");
    assertThat(plan.reason())
        .isEqualTo(
            "2 slots and 1 replica: no cut into groups is more than 2 % faster than one group");
  }

  @Test
  void bordersMayCostMoreThanTheyGain() {
    Measurements slow = measured(2, 0, 1_000, 1, 1);

    assertThat(plan(ofModules(2), slow).advised().grouping()).hasToString("fused");
  }

  @Test
  void whatTheBudgetRefusesIsNotAdvised() {
    TrainingPlan plan =
        plan(ofModules(2, "activations.budget=100k"), measured(2, 0, AT_ONCE, 1, 1));

    assertThat(plan.advised().grouping()).hasToString("fused");
    assertThat(plan.reason())
        .isEqualTo(
            "activations.budget leaves no room for a round of pipelined, which would be 2.0 times"
                + " as fast");
  }

  @Test
  void manyModulesAreCutIntoBalancedGroups() {
    TrainingPlan plan = plan(ofModules(20), alike(4, 20));

    assertThat(plan.advised().grouping()).isEqualTo(new Grouping(List.of(5, 5, 5, 5)));
  }

  @Test
  void aStackOfOneModuleIsOneGroup() {
    TrainingPlan plan = plan(ofModules(1), alike(2, 1));

    assertThat(plan.advised().grouping()).hasToString("fused");
    assertThat(plan.reason()).isEqualTo("there is one module");
    assertThat(plan.listed()).hasSize(1);
  }

  @Test
  void autoBecomesTheAdvisedGroupsAndTheirSteps() {
    Recipe recipe = ofModules(4, "training.schedule=auto", "training.localSteps=auto");

    TrainingPlan plan = plan(recipe, measured(2, 1, AT_ONCE, 4, 1, 1, 2));

    assertThat(plan.resolved())
        .isEqualTo(
            recipe
                .withSchedule(Schedule.of(List.of(List.of(0), List.of(1, 2, 3))))
                .withLocalSteps(3)); // of 4 s each, beside 1 s
    assertThat(plan.choice())
        .isEqualTo(
            "auto · schedule [[0], [1, 2, 3]] (2 slots and 1 replica: 2 groups side by side are 2.0"
                + " times as fast as one) · localSteps 3 (of a round's 13.00 s, 1.00 s or 7.7 % are"
                + " overhead)");
  }

  @Test
  void onlyWhatIsAutoIsResolved() {
    Recipe pipelined = ofModules(4, "training.schedule=pipelined", "training.localSteps=auto");
    Measurements measured = measured(2, 1, AT_ONCE, 4, 1, 1, 2);

    assertThat(plan(pipelined, measured).resolved()).isEqualTo(pipelined.withLocalSteps(3));
    assertThat(plan(ofModules(4), measured).resolved()).isEqualTo(ofModules(4));
    assertThat(plan(pipelined, measured).choice())
        .isEqualTo("auto · localSteps 3 (of a round's 13.00 s, 1.00 s or 7.7 % are overhead)");
  }

  /** Ten epochs of 40 recordings in batches of 2. */
  @Test
  void autoTakesNoMoreStepsThanTheRecordingsGive() {
    Recipe recipe = ofModules(2, "training.localSteps=auto", "training.epochs=1");

    TrainingPlan plan = Planner.plan(recipe, measured(1, 100, AT_ONCE, 1, 1), OptionalLong.of(40));

    assertThat(plan.resolved().training().localSteps()).isEqualTo(20);
  }

  @Test
  void refusesTooFewRecordings() {
    assertThatThrownBy(() -> Planner.plan(ofModules(2), alike(1, 2), OptionalLong.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("1 rows do not fill a mini-batch of 2");
  }

  private static TrainingPlan plan(Recipe recipe, Measurements measured) {
    return Planner.plan(recipe, measured, OptionalLong.empty());
  }
}
