package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.greedyinfomax.run.MetricsTest;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.ValidatedRound;
import org.junit.jupiter.api.Test;

final class ProgressTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void tellsOfEveryModuleThatMoved() {
    progress(0).round(MetricsTest.round(2));

    assertThat(lines())
        .containsExactly(
            "round 2/9 · gru · epoch 2.50 · 60 samples · 1.5 s (waiting 0.3, reading 0.1, computing"
                + " 0.5, writing 0.1, averaging 0.13, committing 0.00) · 1 of 2 rounds ahead, 0.0 MB",
            "  gru        loss 1.5000 · information 0.2500 nats · accuracy 50.0 % · spread 0.750");
  }

  @Test
  void showsAModuleThatCollapsed() {
    RoundMetrics round = MetricsTest.round(1);
    RoundMetrics.Module dead = new RoundMetrics.Module("conv1", 1.6, 0, 0.2, 1e-9, true);

    progress(0)
        .round(
            new RoundMetrics(
                1, 9, "conv1", 5, 30, 1.25, List.of(dead), round.seconds(), round.border()));

    assertThat(lines().get(1)).endsWith("COLLAPSED: its outputs are nearly all the same");
  }

  @Test
  void isSilentForAWhileButNotAtBothEnds() {
    Progress progress = progress(1_000);
    for (int round = 1; round <= 9; round++) {
      progress.round(MetricsTest.round(round));
    }

    assertThat(lines().stream().filter(line -> line.startsWith("round")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("round 1/9"),
            line -> assertThat(line).startsWith("round 9/9"));
    assertThat(progress.lastLoss("gru")).isEqualTo(" · loss 1.500");
  }

  @Test
  void tellsOnceThatAModuleStops() {
    Progress progress = progress(1_000);
    progress.validated(line(5, 0), 16);
    progress.validated(line(10, 15), 16);
    progress.validated(line(15, 15), 16);

    assertThat(lines())
        .containsExactly(
            "validation after round 5: conv1 1.5000 · gru 1.2500 nats",
            "validation after round 10: conv1 1.5000 · gru 1.2500 nats",
            "module gru stops after round 15: its loss on held-out rows, 1.1250 nats at best, has"
                + " not improved in 3 measurements",
            "validation after round 15: conv1 1.5000 · gru 1.2500 nats");
  }

  @Test
  void doesNotTellOfAStopAfterTheLastRound() {
    progress(0).validated(line(10, 15), 15);

    assertThat(lines()).hasSize(1);
  }

  private static ValidatedRound line(int round, int stoppedAfter) {
    return new ValidatedRound(
        round,
        List.of(
            new ValidatedRound.Module("conv1", 1.5, 0.5, 0.5, 0.5, 1.5, 0, 0),
            new ValidatedRound.Module("gru", 1.25, 0.75, 0.5, 0.5, 1.125, 3, stoppedAfter)));
  }

  private Progress progress(double seconds) {
    return new Progress(new PrintStream(printed, true, StandardCharsets.UTF_8), seconds);
  }

  private List<String> lines() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
