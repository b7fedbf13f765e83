package org.greedyinfomax.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class SvgTest {

  @Test
  void writesDecimalPointsWhereOthersWriteCommas() {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(Svg.piece("<rect x=\"%.1f\"/>", 0.5)).isEqualTo("<rect x=\"0.5\"/>");
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void cutsNamesThatAreTooLong() {
    assertThat(Svg.shortened("conv", 4)).isEqualTo("conv");
    assertThat(Svg.shortened("conv1", 4)).isEqualTo("con…");
  }

  @Test
  void setsTicksEvenlyFromTheLeftToTheRight() {
    assertThat(Svg.axis(new Axis(0, 2, 1), 10, 110, 50, "rounds"))
        .contains("M10 50H110", "M10.0 50v5", "M60.0 50v5", "M110.0 50v5", ">rounds</text>");
  }
}
