package org.greedyinfomax.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitTextTest {

  @ParameterizedTest
  @CsvSource({"512, 0.5 kB", "131072, 131.1 kB", "8386560, 8.4 MB", "17179869184, 17.2 GB"})
  void bytesHaveDecimalUnits(long bytes, String text) {
    assertThat(UnitText.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.0123, 12.3 ms", "1, 1.00 s", "599, 599.00 s", "1200, 20 min", "86400, 24.0 h"})
  void durationsHaveUnitsOfFittingSize(double seconds, String text) {
    assertThat(UnitText.seconds(seconds)).isEqualTo(text);
  }
}
