package org.greedyinfomax.report.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LabelScaleTest {

  @Test
  void equalRatiosAreEqualDistances() {
    LabelScale scale = scale(Map.of(1.0, "1", 10.0, "10", 100.0, "all"));

    assertThat(scale.place(10)).isCloseTo(0.5, within(1e-12));
    assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0);
    assertThat(scale.text(100)).isEqualTo("all");
  }

  @Test
  void leavesOutTicksThatWouldStandOnOthers() {
    assertThat(scale(Map.of(1.0, "1", 50.0, "50", 52.0, "all")).ticks()).containsExactly(1.0, 52.0);
  }

  @Test
  void aSingleNumberStandsInTheMiddle() {
    assertThat(scale(Map.of(3.0, "3")).place(3)).isEqualTo(0.5);
  }

  private static LabelScale scale(Map<Double, String> texts) {
    return new LabelScale(new TreeMap<>(texts));
  }
}
