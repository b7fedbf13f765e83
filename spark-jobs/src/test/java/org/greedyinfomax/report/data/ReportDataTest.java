package org.greedyinfomax.report.data;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.report.Accuracies;
import org.junit.jupiter.api.Test;

final class ReportDataTest {

  private static final LinearAccuracy HALF = Accuracies.of(0.5);

  @Test
  void refusesALossThatIsNoNumber() {
    assertThatThrownBy(() -> new LossPoint("conv", 3, 0, Double.NaN, 0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("loss of module conv in round 3 is NaN");
  }

  @Test
  void refusesNegativeRounds() {
    assertThatThrownBy(() -> new LossPoint("conv", -1, 5, 1, 0.5, 0.5))
        .hasMessage("round and samples of module conv must be 0 or more, but are -1 and 5");
  }

  @Test
  void refusesSharesBeyondTheirRange() {
    assertThatThrownBy(() -> new LossPoint("conv", 3, 0, 1, 1.5, 0.5))
        .hasMessage("accuracy of module conv in round 3 must be 0 to 1, but is 1.5");
    assertThatThrownBy(() -> new LossPoint("conv", 3, 0, 1, 0.5, -0.1))
        .hasMessage("spread of module conv in round 3 must be 0 to 1, but is -0.1");
    assertThatThrownBy(() -> new LinearAccuracy(62, 57, 67, 1e-4))
        .hasMessage(
            "an accuracy must lie within its interval, and that in 0 to 1, but 62.0 has 57.0 to"
                + " 67.0");
    assertThatThrownBy(() -> new LinearAccuracy(0.5, 0.6, 0.7, 1e-4))
        .hasMessage(
            "an accuracy must lie within its interval, and that in 0 to 1, but 0.5 has 0.6 to 0.7");
    assertThatThrownBy(() -> new LinearAccuracy(0.5, 0.4, 0.6, -1))
        .hasMessage("regParam must be at least 0, but is -1.0");
    assertThatThrownBy(() -> new ProbeRow("conv", "word", LinearAccuracy.NONE, HALF, 0.5, 0.5, 0.1))
        .hasMessage("trained accuracy of module conv for word must be 0 to 1, but is NaN");
    assertThatThrownBy(() -> new ProbeRow("conv", "word", HALF, HALF, 70, 0.5, 0.1))
        .hasMessage(
            "trained neighbours' accuracy of module conv for word must be 0 to 1, but is 70.0");
    assertThatThrownBy(() -> new ProbeRow("conv", "word", HALF, HALF, 0.5, -1, 0.1))
        .hasMessage(
            "untrained neighbours' accuracy of module conv for word must be 0 to 1, but is -1.0");
    assertThatThrownBy(() -> new ProbeRow("conv", "word", HALF, HALF, 0.5, 0.5, Double.NaN))
        .hasMessage("chance of module conv for word must be 0 to 1, but is NaN");
  }

  @Test
  void refusesRoundsThatTookNoKnownTime() {
    assertThatThrownBy(() -> new LaneRound("conv", -1, 0, 0, 1, 0, 0, Traffic.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("round of group conv must be 0 or more, but is -1");
    assertThatThrownBy(() -> new LaneRound("conv", 3, -0.5, 0, 1, 0, 0, Traffic.NONE))
        .hasMessage("start of group conv in round 3 must be 0 or more seconds, but is -0.5");
    assertThatThrownBy(() -> new LaneRound("conv", 3, 0, Double.NaN, 1, 0, 0, Traffic.NONE))
        .hasMessage("waiting of group conv in round 3 must be 0 or more seconds, but is NaN");
    assertThatThrownBy(
            () -> new LaneRound("conv", 3, 0, 0, Double.POSITIVE_INFINITY, 0, 0, Traffic.NONE))
        .hasMessage("running of group conv in round 3 must be 0 or more seconds, but is Infinity");
    assertThatThrownBy(() -> new LaneRound("conv", 3, 0, 0, 1, -1, 0, Traffic.NONE))
        .hasMessage("averaging of group conv in round 3 must be 0 or more seconds, but is -1.0");
    assertThatThrownBy(() -> new LaneRound("conv", 3, 0, 0, 1, 0, -1, Traffic.NONE))
        .hasMessage("committing of group conv in round 3 must be 0 or more seconds, but is -1.0");
  }

  @Test
  void refusesBytesBelowZero() {
    assertThatThrownBy(() -> new Traffic(0, -1, 0))
        .hasMessage("bytes must be 0 or more, but are 0, -1 and 0");
  }

  @Test
  void refusesProbesOfAnUntrainedRun() {
    ProbeRow row = new ProbeRow("conv", "word", HALF, HALF, 0.5, 0.5, 0.1);
    assertThatThrownBy(() -> new AccuracyPoint(0, row))
        .hasMessage("probed rounds must be 1 or more, but are 0");
  }

  @Test
  void refusesMapsWithoutPlaces() {
    assertThatThrownBy(() -> new EmbeddingMap("word", 1, "conv", 0.5, List.of()))
        .hasMessage("a map of module conv needs a dot, but has none");
    List<EmbeddingMap.Dot> dots = List.of(new EmbeddingMap.Dot("a", Double.NaN, 1));
    assertThatThrownBy(() -> new EmbeddingMap("word", 1, "conv", 0.5, dots))
        .hasMessage("a dot of module conv must lie somewhere, but lies at (NaN, 1.0)");
    assertThatThrownBy(() -> new EmbeddingMap("word", 1, "conv", 1.5, dots))
        .hasMessage("what the map of module conv explains must be 0 to 1, but is 1.5");
  }

  @Test
  void refusesAReportWithoutATitleOrACeiling() {
    assertThatThrownBy(() -> data(" ", 1)).hasMessage("a report needs a title, but it is blank");
    assertThatThrownBy(() -> data("t", 0))
        .hasMessage("the ceiling log(n+1) must be more than 0 nats, but is 0.0");
  }

  private static ReportData data(String title, double ceiling) {
    return new ReportData(
        title,
        Opening.NONE,
        Map.of(),
        List.of(),
        List.of(),
        ceiling,
        Learned.NOTHING,
        List.of(),
        List.of(),
        List.of());
  }
}
