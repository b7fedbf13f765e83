package org.greedyinfomax.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.report.data.Traffic;
import org.greedyinfomax.run.RoundMetrics;
import org.junit.jupiter.api.Test;

final class RunTimelineTest {

  private static final double BEGIN = 1_790_000_000; // seconds since 1970

  @Test
  void countsFromTheFirstStart() {
    RunTimeline timeline =
        RunTimeline.of(List.of(round("low", 1, 0, 4), round("low", 2, 4, 8)), Map.of());

    assertThat(timeline.rounds())
        .containsExactly(
            new LaneRound("low", 1, 0, 0.5, 2, 0.25, 1.25, Traffic.NONE),
            new LaneRound("low", 2, 4, 0.5, 6, 0.25, 1.25, Traffic.NONE));
    assertThat(timeline.seconds()).isEqualTo(12);
    assertThat(timeline.secondsLeftOut()).isZero();
  }

  /** The upper group began to wait when the lower one began, but was the last to end. */
  @Test
  void keepsGroupsThatWorkSideBySideSideBySide() {
    RunTimeline timeline =
        RunTimeline.of(
            List.of(
                round("low", 1, 0, 4),
                round("high", 1, 0, 7),
                round("low", 2, 4, 4),
                round("high", 2, 7, 4)),
            Map.of());

    assertThat(timeline.rounds()).extracting(LaneRound::start).containsExactly(0.0, 0.0, 4.0, 7.0);
    assertThat(timeline.seconds()).isEqualTo(11);
    assertThat(timeline.secondsLeftOut()).isZero();
  }

  @Test
  void leavesOutTimeInWhichNothingWasTrained() {
    RunTimeline timeline =
        RunTimeline.of(
            List.of(
                round("low", 1, 0, 4),
                round("high", 1, 0, 7),
                round("low", 2, 1_000, 4),
                round("high", 2, 1_000, 6),
                round("low", 3, 50_000, 4),
                round("high", 3, 50_001, 6)),
            Map.of());

    assertThat(timeline.rounds())
        .extracting(LaneRound::start)
        .containsExactly(0.0, 0.0, 7.0, 7.0, 13.0, 14.0);
    assertThat(timeline.seconds()).isEqualTo(20);
    assertThat(timeline.secondsLeftOut()).isEqualTo(1_000 - 7 + 50_000 - 1_006);
  }

  @Test
  void isEmptyBeforeTheFirstRound() {
    assertThat(RunTimeline.of(List.of(), Map.of())).isEqualTo(new RunTimeline(List.of(), 0, 0));
  }

  /** A round that waits 0.5 s, averages 0.25 s, commits 1.25 s, and runs for the rest. */
  private static RoundMetrics round(String group, int round, double start, double wall) {
    return new RoundMetrics(
        round,
        3,
        group,
        round,
        round,
        round,
        List.of(),
        new RoundMetrics.Seconds(BEGIN + start, wall, 0.5, wall - 2, 0, 0, 0, 0.25, 1.25),
        RoundMetrics.Border.NONE);
  }
}
