package org.greedyinfomax.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.config.ValidationSettings;
import org.greedyinfomax.model.TrainableModule;
import org.junit.jupiter.api.Test;

final class PatienceTest {

  private static final double CEILING = 2;

  /** 1.50, 1.30 and 1.18 are improvements by more than 0.1; 1.25 and 1.21 are none. */
  @Test
  void countsMeasurementsSinceTheLastImprovement() {
    List<Double> losses = List.of(1.5, 1.3, 1.25, 1.21, 1.18, 1.4);
    List<Double> best = new ArrayList<>();
    List<Integer> since = new ArrayList<>();
    Patience patience = Patience.first(losses.get(0));
    for (double loss : losses.subList(1, losses.size())) {
      patience = patience.next(loss, 0.1);
      best.add(patience.best());
      since.add(patience.since());
    }
    assertThat(best).containsExactly(1.3, 1.3, 1.3, 1.18, 1.18);
    assertThat(since).containsExactly(0, 1, 2, 0, 1);
  }

  @Test
  void anEqualLossIsNoImprovement() {
    assertThat(Patience.first(1).next(1, 0)).isEqualTo(new Patience(1, 1));
    assertThat(Patience.first(1).next(0.75, 0.25)).isEqualTo(new Patience(1, 1));
  }

  @Test
  void isOverWhenPatienceIs() {
    assertThat(new Patience(1, 2).isOver(3)).isFalse();
    assertThat(new Patience(1, 3).isOver(3)).isTrue();
    assertThat(new Patience(1, 99).isOver(0)).as("0 waits for ever").isFalse();
  }

  /** Measured every 5 rounds: without improvement after 10 and 15, so it stops after 20. */
  @Test
  void stopsAModuleAnIntervalAfterItsPatienceIsOver() {
    ValidationSettings settings = new ValidationSettings("split = 'dev'", 5, 2, 0.1);
    List<ValidatedRound.Module> lines = new ArrayList<>();
    Optional<ValidatedRound> last = Optional.empty();
    for (double loss : new double[] {1.5, 1.45, 1.6, 0.5, 0.25}) {
      int round = 5 * (lines.size() + 1);
      List<TrainableModule.Step> found = List.of(new TrainableModule.Step(loss, 0.75, 0.5));
      last =
          Optional.of(
              ValidatedRound.after(
                  last, round, List.of("conv1"), found, List.of(CEILING), settings));
      lines.add(last.get().modules().get(0));
    }
    assertThat(lines)
        .containsExactly(
            new ValidatedRound.Module("conv1", 1.5, 0.5, 0.75, 0.5, 1.5, 0, 0),
            new ValidatedRound.Module("conv1", 1.45, 2 - 1.45, 0.75, 0.5, 1.5, 1, 0),
            new ValidatedRound.Module("conv1", 1.6, 2 - 1.6, 0.75, 0.5, 1.5, 2, 20),
            // what comes later changes nothing
            new ValidatedRound.Module("conv1", 0.5, 1.5, 0.75, 0.5, 1.5, 2, 20),
            new ValidatedRound.Module("conv1", 0.25, 1.75, 0.75, 0.5, 1.5, 2, 20));
  }
}
