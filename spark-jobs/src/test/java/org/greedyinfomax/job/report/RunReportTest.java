package org.greedyinfomax.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.job.Presets;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.report.data.LossPoint;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.ValidatedRound;
import org.junit.jupiter.api.Test;

/** The lower of two stage groups has two modules and is a round ahead. */
final class RunReportTest {

  private static final Recipe RECIPE = Presets.read("speech-small", List.of());

  private final RunReport report =
      report(
          round("conv1-conv2", 1, 0, module("conv1", 2.0), module("conv2", 2.1)),
          round("conv1-conv2", 2, 4, module("conv1", 1.9), module("conv2", 2.0)),
          round("gru", 1, 4, module("gru", 2.3)),
          round("conv1-conv2", 3, 8, module("conv1", 1.8), collapsed("conv2")),
          round("gru", 2, 8, module("gru", 2.2)),
          round("gru", 3, 12, module("gru", 2.15)));

  @Test
  void collectsTheLossesOfAllGroups() {
    assertThat(report.losses())
        .contains(
            new LossPoint("conv1", 1, 32, 2.0, 0.5, 0.5),
            new LossPoint("conv2", 2, 64, 2.0, 0.5, 0.5),
            new LossPoint("gru", 3, 96, 2.15, 0.5, 0.5))
        .hasSize(9);
    assertThat(report.losses().stream().map(LossPoint::module).distinct())
        .containsExactly("conv1", "conv2", "gru");
  }

  @Test
  void hasALaneForEachGroup() {
    assertThat(report.timeline().stream().map(LaneRound::group).distinct())
        .containsExactly("conv1-conv2", "gru");
    assertThat(report.timeline()).hasSize(6);
  }

  /** The last line is of another group. */
  @Test
  void warnsOfAModuleThatHasCollapsedInAnyGroup() {
    assertThat(report.warnings())
        .containsExactly("Module conv2 has collapsed: its outputs are nearly all the same.");
  }

  @Test
  void doesNotWarnOfAModuleThatHasRecovered() {
    RunReport recovered =
        report(round("gru", 1, 0, collapsed("gru")), round("gru", 2, 4, module("gru", 2)));

    assertThat(recovered.warnings()).isEmpty();
  }

  /** 16 s and not the sum of the groups' times. */
  @Test
  void saysHowFarTheRunCameAndHowLongItTook() {
    assertThat(report.facts())
        .containsEntry(
            "training", "5 modules, 0.3 epochs, 96 samples in 3 rounds, 16 s, without labels")
        .containsEntry("stage groups", "conv1-conv2, gru")
        .containsEntry("replicas", "1, averaged every 64 steps of 8 samples")
        .doesNotContainKey("left out of all times");
  }

  @Test
  void saysHowMuchTimeIsLeftOut() {
    RunReport interrupted =
        report(round("gru", 1, 0, module("gru", 2)), round("gru", 2, 104, module("gru", 2)));

    assertThat(interrupted.facts().get("training")).contains(" 8 s,");
    assertThat(interrupted.facts().get("left out of all times"))
        .startsWith("100 s in which no group was in a round that counts");
  }

  @Test
  void canBeOfARunWithoutLines() {
    RunReport empty = report();

    assertThat(empty.losses()).isEmpty();
    assertThat(empty.timeline()).isEmpty();
    assertThat(empty.warnings()).isEmpty();
    assertThat(empty.facts()).containsOnlyKeys("replicas");
  }

  @Test
  void saysWhichModulesHaveStoppedAndShowsTheirLossOnHeldOutRows() {
    RunReport stopped =
        new RunReport(
            RECIPE,
            List.of(round("gru", 1, 0, module("gru", 2)), round("gru", 2, 4)),
            List.of(
                new ValidatedRound(
                    1,
                    List.of(
                        new ValidatedRound.Module("conv1", 1.9, 0.3, 0.5, 0.25, 1.8, 1, 3),
                        new ValidatedRound.Module("gru", 2.2, 0.1, 0.5, 0.25, 2.1, 4, 2)))));

    assertThat(stopped.facts())
        .containsEntry("stopped early", "Module gru stopped learning after round 2.");
    assertThat(stopped.facts().get("training")).contains(" in 2 of 3 rounds, ");
    assertThat(stopped.heldOut())
        .containsExactly(
            new LossPoint("conv1", 1, 32, 1.9, 0.5, 0.25),
            new LossPoint("gru", 1, 32, 2.2, 0.5, 0.25));
    assertThat(report.facts()).doesNotContainKey("stopped early");
  }

  private static RunReport report(RoundMetrics... rounds) {
    return new RunReport(RECIPE, List.of(rounds), List.of());
  }

  /** A round of 4 s. */
  private static RoundMetrics round(
      String group, int round, double start, RoundMetrics.Module... modules) {
    return new RoundMetrics(
        round,
        3,
        group,
        16 * round,
        32L * round,
        0.1 * round,
        Stream.of(modules).toList(),
        new RoundMetrics.Seconds(1e9 + start, 4, 0, 4, 1, 2, 1, 0, 0),
        RoundMetrics.Border.NONE);
  }

  private static RoundMetrics.Module module(String name, double loss) {
    return new RoundMetrics.Module(name, loss, 0.3, 0.5, 0.5, false);
  }

  private static RoundMetrics.Module collapsed(String name) {
    return new RoundMetrics.Module(name, 2.4, 0, 0.1, 0, true);
  }
}
