package org.greedyinfomax.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greedyinfomax.report.data.Traffic;
import org.greedyinfomax.run.RoundMetrics;
import org.junit.jupiter.api.Test;

/** The lower of two stage groups has two modules. */
final class RunTrafficTest {

  private static final Map<String, Long> STATES = Map.of("conv1", 100L, "conv2", 20L, "gru", 3L);

  private final RoundMetrics first = round("conv1-conv2", 1, 5000, "conv1", "conv2");
  private final RoundMetrics second = round("conv1-conv2", 2, 7000, "conv1", "conv2");
  private final RoundMetrics upper = round("gru", 1, 0, "gru");
  private final RunTraffic traffic = new RunTraffic(List.of(first, second, upper), STATES);

  @Test
  void readsWhatTheGroupBelowWroteInTheSameRound() {
    assertThat(traffic.of(second)).isEqualTo(new Traffic(120, 0, 7000));
    assertThat(traffic.of(upper)).isEqualTo(new Traffic(3, 5000, 0));
  }

  /** In iterative order, for one. */
  @Test
  void readsNothingIfTheGroupBelowHadNoSuchRound() {
    RoundMetrics later = round("gru", 9, 0, "gru");

    assertThat(new RunTraffic(List.of(first, later), STATES).of(later))
        .isEqualTo(new Traffic(3, 0, 0));
  }

  private static RoundMetrics round(String group, int round, long written, String... modules) {
    return new RoundMetrics(
        round,
        3,
        group,
        16 * round,
        32L * round,
        0.1 * round,
        Stream.of(modules)
            .map(name -> new RoundMetrics.Module(name, 2, 0.3, 0.5, 0.5, false))
            .toList(),
        new RoundMetrics.Seconds(1e9, 4, 0, 4, 1, 2, 1, 0, 0),
        new RoundMetrics.Border(1, 2, written, written));
  }
}
