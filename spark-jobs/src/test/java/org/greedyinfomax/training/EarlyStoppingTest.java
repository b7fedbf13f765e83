package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.greedyinfomax.config.ValidationSettings;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.StoppingRounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Measured every 5 rounds, so that the measurement of round 5 counts from round 11 on. */
@Timeout(60)
final class EarlyStoppingTest {

  private static final StoppingRounds NONE = StoppingRounds.none(2);
  private static final StoppingRounds FIRST = new StoppingRounds(List.of(10, Integer.MAX_VALUE));

  private final EarlyStopping earlyStopping = earlyStopping(2);

  @Test
  void nobodyWaitsBeforeTheFirstMeasurementCounts() throws InterruptedException {
    for (int number = 1; number <= 10; number++) {
      assertThat(earlyStopping.await(round(number))).isEqualTo(NONE);
    }
  }

  @Test
  void aRoundWaitsForTheMeasurementThatCountsInIt() throws Exception {
    CompletableFuture<StoppingRounds> eleventh = waiting(11);
    assertThat(eleventh).isNotDone();

    earlyStopping.decide(5, FIRST);

    assertThat(eleventh.get(30, TimeUnit.SECONDS)).isEqualTo(FIRST);
    assertThat(earlyStopping.await(round(15))).isEqualTo(FIRST);
    assertThat(waiting(16)).isNotDone(); // for that of round 10
    earlyStopping.close();
  }

  @Test
  void nobodyWaitsWhereNothingStops() throws InterruptedException {
    assertThat(earlyStopping(0).await(round(1_000))).isEqualTo(NONE);
  }

  @Test
  void whoWaitsIsSentHomeWhenTheTrainingStops() {
    CompletableFuture<StoppingRounds> waiting = waiting(11);

    earlyStopping.close();

    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(CancellationException.class);
  }

  private CompletableFuture<StoppingRounds> waiting(int number) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return earlyStopping.await(round(number));
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static EarlyStopping earlyStopping(int patience) {
    return new EarlyStopping(new ValidationSettings("split = 'dev'", 5, patience, 0), 0, NONE);
  }

  private static Rounds.Round round(int number) {
    return new Rounds.Round(number - 1, 0, 1, 0, 2);
  }
}
