package org.greedyinfomax.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.plan.PlanRecipes.AT_ONCE;
import static org.greedyinfomax.plan.PlanRecipes.alike;
import static org.greedyinfomax.plan.PlanRecipes.measured;
import static org.greedyinfomax.plan.PlanRecipes.ofModules;

import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.greedyinfomax.config.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Worked examples of what a round takes. */
final class CostModelTest {

  private static final Offset<Double> EXACTLY = within(1e-9);

  @Test
  void oneGroupTakesAllStepsOfAllModulesAndTheOverhead() {
    Expectation fused =
        expect(ofModules(3), measured(1, 0.5, AT_ONCE, 1, 2, 3), OptionalInt.empty(), 3);

    assertThat(fused.stepSeconds()).isCloseTo(6, EXACTLY);
    assertThat(fused.roundSeconds()).isCloseTo(60.5, EXACTLY);
    assertThat(fused.secondsPerStep()).isCloseTo(6.05, EXACTLY);
    assertThat(fused.overheadShare()).isCloseTo(0.5 / 60.5, EXACTLY);
    assertThat(fused.window()).isZero();
    assertThat(fused.fits()).isTrue();
  }

  /** Modules of 1, 2 and 3 s, of which the slots do as much as they can side by side. */
  @ParameterizedTest
  @CsvSource({
    // slots, replicas, fused, pipelined
    "1, 1, 6, 6", // one slot does everything
    "2, 1, 6, 3", // 6 s of work for two slots; the slowest group takes 3 s
    "3, 1, 6, 3", // the slowest group
    "3, 2, 6, 4", // 12 s of work for three slots
    "2, 2, 6, 6", // 12 s of work for two slots
    "2, 3, 12, 9", // a group needs two turns for three replicas: fused 2·6, and 18 s of work
    "4, 4, 6, 6",
  })
  void slotsWorkSideBySide(int slots, int replicas, double fused, double pipelined) {
    Recipe recipe = ofModules(3, "training.replicas=" + replicas);
    Measurements measured = measured(slots, 0, AT_ONCE, 1, 2, 3);

    assertThat(expect(recipe, measured, OptionalInt.empty(), 3).stepSeconds())
        .isCloseTo(fused, EXACTLY);
    assertThat(expect(recipe, measured, OptionalInt.empty(), 1, 1, 1).stepSeconds())
        .isCloseTo(pipelined, EXACTLY);
  }

  /** A step hands on two crops of 2560 · 4 numbers of two bytes, which takes 1 s. */
  @Test
  void aBorderIsWrittenByOneGroupAndReadByTheOther() {
    Expectation cut =
        expect(ofModules(3), measured(2, 0, 2 * 20_480, 1, 2, 3), OptionalInt.empty(), 2, 1);

    assertThat(cut.groups())
        .extracting(Expectation.Group::stepSeconds)
        .satisfiesExactly(
            lower -> assertThat(lower).isCloseTo(1 + 2 + 1, EXACTLY),
            upper -> assertThat(upper).isCloseTo(1 + 3, EXACTLY));
    assertThat(cut.stepSeconds()).isCloseTo(4, EXACTLY);
    assertThat(cut.window()).isEqualTo(2);
  }

  @Test
  void neighboursTakeTurnsInAWindowOfOneRound() {
    Recipe recipe = ofModules(3, "activations.window=1");

    Expectation pipelined =
        expect(recipe, measured(3, 0, AT_ONCE, 1, 2, 3), OptionalInt.empty(), 1, 1, 1);

    assertThat(pipelined.stepSeconds()).isCloseTo(5, EXACTLY);
  }

  /** Ten steps of two crops of 20480 bytes are 409600, and some more for keys and a footer. */
  @Test
  void theBudgetMakesTheWindowSmallerOrRefuses() {
    Measurements measured = measured(3, 0, AT_ONCE, 1, 2, 3);

    Expectation roomy =
        expect(ofModules(3, "activations.budget=2m"), measured, OptionalInt.empty(), 2, 1);
    Expectation tight =
        expect(ofModules(3, "activations.budget=600k"), measured, OptionalInt.empty(), 2, 1);
    Expectation over =
        expect(ofModules(3, "activations.budget=600k"), measured, OptionalInt.empty(), 1, 1, 1);

    assertThat(roomy.window()).isEqualTo(2);
    assertThat(roomy.stepSeconds()).isCloseTo(3, EXACTLY);
    assertThat(tight.window()).isEqualTo(1);
    assertThat(tight.fits()).isTrue();
    assertThat(tight.stepSeconds()).isCloseTo(6, EXACTLY); // 3 + 3, in turns
    assertThat(over.window()).isZero();
    assertThat(over.fits()).isFalse();
  }

  /** Steps of 1 s: more than nine times the overhead is less than 10 % of the whole. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0.05, 1", "0.11, 1", "0.12, 2", "0.5, 5", "1, 10", "2, 19"})
  void autoTakesTheFewestStepsWhoseOverheadIsUnderTenPercent(double overhead, int steps) {
    Recipe recipe = ofModules(2, "training.localSteps=auto");
    Measurements measured = measured(1, overhead, AT_ONCE, 0.5, 0.5);

    Expectation fused = expect(recipe, measured, OptionalInt.empty(), 2);

    assertThat(fused.localSteps()).isEqualTo(steps);
    assertThat(fused.overheadShare()).isLessThan(0.1);
    if (steps > 1) {
      assertThat(overhead / (overhead + (steps - 1))).isGreaterThanOrEqualTo(0.1);
    }
  }

  @Test
  void autoTakesNoMoreThanAPhaseHas() {
    Recipe recipe = ofModules(2, "training.localSteps=auto");

    Expectation fused = expect(recipe, measured(1, 2, AT_ONCE, 0.5, 0.5), OptionalInt.of(7), 2);

    assertThat(fused.localSteps()).isEqualTo(7);
  }

  /** A step of a border takes 43008 bytes at most, and its file 65536. */
  @Test
  void autoTakesNoMoreThanTheBudgetHolds() {
    Measurements measured = measured(2, 9, AT_ONCE, 0.5, 0.5);

    assertThat(autoWithin("activations.budget=195000", measured).localSteps()).isEqualTo(3);
    assertThat(autoWithin("activations.budget=195000", measured).fits()).isTrue();
    assertThat(autoWithin("activations.budget=100000", measured).localSteps()).isEqualTo(1);
    assertThat(autoWithin("activations.budget=100000", measured).fits()).isFalse();
  }

  private static Expectation autoWithin(String budget, Measurements measured) {
    Recipe recipe = ofModules(2, "training.localSteps=auto", budget);
    return expect(recipe, measured, OptionalInt.empty(), 1, 1);
  }

  /**
   * Modules of 1 and 3 s, a third of it frozen: in the first phase the lower is trained, in the
   * second the upper, fed by the frozen lower.
   */
  @Test
  void inIterativeOrderAStepIsTheMeanOverThePhases() {
    Recipe recipe = ofModules(2, "training.order=iterative");
    Measurements measured = measured(2, 0, AT_ONCE, 1, 3);

    Expectation fused = expect(recipe, measured, OptionalInt.empty(), 2);
    Expectation pipelined = expect(recipe, measured, OptionalInt.empty(), 1, 1);

    assertThat(fused.stepSeconds()).isCloseTo((1 + (1 / 3.0 + 3)) / 2, EXACTLY);
    assertThat(pipelined.stepSeconds()).isCloseTo((1 + 3) / 2.0, EXACTLY);
    assertThat(pipelined.groups()).hasSize(3);
  }

  @Test
  void needsAMeasurementOfEveryModule() {
    assertThatThrownBy(() -> new CostModel(ofModules(3), alike(1, 2), OptionalInt.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a stack of 3 modules needs as many measurements, but there are 2");
  }

  private static Expectation expect(
      Recipe recipe, Measurements measured, OptionalInt stepsOfPhase, Integer... sizes) {
    return new CostModel(recipe, measured, stepsOfPhase).expect(new Grouping(List.of(sizes)));
  }
}
