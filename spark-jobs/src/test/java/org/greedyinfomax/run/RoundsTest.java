package org.greedyinfomax.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.config.Schedule;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.model.ModuleState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoundsTest {

  private static final StoppingRounds NO_STOPS = StoppingRounds.none(4);

  /** 26 recordings in mini-batches of 2 for 3 replicas: 4 steps and 2 left over. */
  @Test
  void countsStepsByWholeMiniBatchesOfEveryReplica() {
    Rounds rounds = Rounds.of(settings(3, 5, Order.SIMULTANEOUS), 0, 3, 26);

    assertThat(rounds.stepsPerEpoch()).isEqualTo(4);
    assertThat(rounds.steps()).isEqualTo(12);
    assertThat(rounds.count()).isEqualTo(3);
    assertThat(all(rounds))
        .containsExactly(
            new Rounds.Round(0, 0, 5, 0, 3),
            new Rounds.Round(1, 5, 5, 0, 3),
            new Rounds.Round(2, 10, 2, 0, 3));
  }

  /** Two epochs are 8 steps: rounds of 5 and 3 for each of three modules. */
  @Test
  void trainsOneModuleAfterAnotherInIterativeOrder() {
    Rounds rounds = Rounds.of(settings(2, 5, Order.ITERATIVE), 0, 3, 26);

    assertThat(rounds.steps()).isEqualTo(24);
    assertThat(all(rounds))
        .containsExactly(
            new Rounds.Round(0, 0, 5, 0, 1),
            new Rounds.Round(1, 5, 3, 0, 1),
            new Rounds.Round(2, 8, 5, 1, 2),
            new Rounds.Round(3, 13, 3, 1, 2),
            new Rounds.Round(4, 16, 5, 2, 3),
            new Rounds.Round(5, 21, 3, 2, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "7, 3, 1, 4",
    "7, 3, 3, 4",
    "7, 3, 3, 1",
    "7, 3, 3, 21",
    "7, 3, 3, 100",
    "4, 2, 6, 3"
  })
  void takesEveryStepOnceAndNeverLeavesItsPhase(
      int stepsPerEpoch, int epochs, int phases, int localSteps) {
    Order order = phases == 1 ? Order.SIMULTANEOUS : Order.ITERATIVE;
    Rounds rounds = new Rounds(stepsPerEpoch, epochs, order, localSteps, 0, phases);
    int phase = stepsPerEpoch * epochs;

    List<Integer> steps = new ArrayList<>();
    for (Rounds.Round round : all(rounds)) {
      assertThat(round.steps()).isBetween(1, localSteps);
      assertThat(round.firstStep() / phase)
          .isEqualTo((round.firstStep() + round.steps() - 1) / phase);
      IntStream.range(0, round.steps()).forEach(s -> steps.add(round.firstStep() + s));
    }

    assertThat(steps).isEqualTo(IntStream.range(0, rounds.steps()).boxed().toList());
  }

  /** As the last phase of three: a module learns the same whether it was there before or is new. */
  @Test
  void trainsAModuleOnFrozenOnesAsThePhaseThatItWouldHaveBeen() {
    Rounds all = Rounds.of(settings(2, 5, Order.ITERATIVE), 0, 3, 26);
    Rounds grown = Rounds.of(settings(2, 5, Order.ITERATIVE), 2, 3, 26);

    assertThat(grown.count()).isEqualTo(2);
    for (int r = 0; r < 2; r++) {
      Rounds.Round last = all.round(4 + r);
      assertThat(grown.round(r))
          .isEqualTo(new Rounds.Round(r, last.firstStep(), last.steps(), 2, 3));
    }
    assertThat(grown.stepsOf(2, 2)).isEqualTo(8);
    assertThat(grown.passes(checkpoint(1, 99, 99, 5), NO_STOPS)).isTrue();
  }

  @Test
  void leavesFrozenModulesAloneWhereTheOthersLearnTogether() {
    Rounds grown = Rounds.of(settings(2, 5, Order.SIMULTANEOUS), 1, 3, 26);

    assertThat(all(grown))
        .containsExactly(new Rounds.Round(0, 0, 5, 1, 3), new Rounds.Round(1, 5, 3, 1, 3));
    assertThatThrownBy(() -> Rounds.of(settings(2, 5, Order.SIMULTANEOUS), 3, 3, 26))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("of 3 modules at least one must be left to train, but 3 are frozen");
  }

  @Test
  void knowsTheStepsOfEachModuleAfterEachRound() {
    Rounds together = Rounds.of(settings(3, 5, Order.SIMULTANEOUS), 0, 2, 26);
    Rounds inTurn = Rounds.of(settings(2, 5, Order.ITERATIVE), 0, 2, 26);

    assertThat(IntStream.rangeClosed(0, 3).map(r -> together.stepsOf(1, r)))
        .containsExactly(0, 5, 10, 12);
    assertThat(IntStream.rangeClosed(0, 4).map(r -> inTurn.stepsOf(0, r)))
        .containsExactly(0, 5, 8, 8, 8);
    assertThat(IntStream.rangeClosed(0, 4).map(r -> inTurn.stepsOf(1, r)))
        .containsExactly(0, 0, 0, 5, 8);
  }

  @Test
  void passesThroughCheckpointsOfItsOwnSteps() {
    Rounds shorter = Rounds.of(settings(3, 5, Order.SIMULTANEOUS), 0, 2, 26);
    Rounds longer = Rounds.of(settings(6, 5, Order.SIMULTANEOUS), 0, 2, 26);

    assertThat(shorter.passes(checkpoint(2, 10, 10), NO_STOPS)).isTrue();
    assertThat(longer.passes(checkpoint(2, 10, 10), NO_STOPS)).isTrue();
    assertThat(shorter.passes(checkpoint(3, 12, 12), NO_STOPS)).isTrue();
    assertThat(longer.passes(checkpoint(3, 12, 12), NO_STOPS)).as("a round cut short").isFalse();
    assertThat(longer.passes(checkpoint(3, 15, 12), NO_STOPS)).as("one module behind").isFalse();
    assertThat(shorter.passes(checkpoint(4, 12, 12), NO_STOPS)).as("beyond the end").isFalse();
  }

  @Test
  void passesThroughCheckpointsOfModulesThatHaveStopped() {
    Rounds rounds = Rounds.of(settings(6, 5, Order.SIMULTANEOUS), 0, 2, 26);
    StoppingRounds stops = new StoppingRounds(List.of(2, Integer.MAX_VALUE));

    assertThat(rounds.passes(checkpoint(1, 5, 5), stops)).isTrue();
    assertThat(rounds.passes(checkpoint(3, 10, 15), stops)).isTrue();
    assertThat(rounds.passes(checkpoint(3, 15, 15), stops)).isFalse();
    assertThat(rounds.passes(checkpoint(3, 10, 10), stops)).isFalse();
  }

  @Test
  void refusesRecordingsThatDoNotFillABatch() {
    assertThatThrownBy(() -> Rounds.of(settings(1, 1, Order.SIMULTANEOUS), 0, 3, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "5 rows do not fill a mini-batch of 2 for each of 3 replicas: lower"
                + " training.batchSize or training.replicas");
    assertThat(Rounds.of(settings(1, 1, Order.SIMULTANEOUS), 0, 3, 6).steps()).isEqualTo(1);
  }

  @Test
  void refusesMoreStepsThanCanBeCounted() {
    assertThatThrownBy(() -> new Rounds(1 << 20, 1 << 11, Order.SIMULTANEOUS, 1, 0, 1))
        .hasMessage("2048 epochs of 1048576 steps are more than can be counted");
  }

  private static TrainingSettings settings(int epochs, int localSteps, Order order) {
    return new TrainingSettings(
        epochs, 2, 3, localSteps, order, Schedule.of(Schedule.Kind.FUSED), 1);
  }

  private static List<Rounds.Round> all(Rounds rounds) {
    return IntStream.range(0, rounds.count()).mapToObj(rounds::round).toList();
  }

  private static Checkpoint checkpoint(int rounds, int... steps) {
    List<ModuleState> states =
        IntStream.of(steps)
            .mapToObj(s -> new ModuleState(new float[1], new float[1], new float[1], s))
            .toList();
    return new Checkpoint(rounds, List.of(), states);
  }
}
