package org.greedyinfomax.probe.nuisance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NuisanceTextTest {

  @Test
  void setsTrainedBesideUntrainedForEachNuisance() {
    List<NuisanceResult> results =
        List.of(
            new NuisanceResult("raw", "level", 0.995, Double.NaN, 80, 20),
            new NuisanceResult("raw", "noise", 0.5, Double.NaN, 80, 20),
            new NuisanceResult("gru", "level", 0.25, 0.75, 80, 20),
            new NuisanceResult("gru", "noise", -1.5, 0, 80, 20));

    assertThat(NuisanceText.of(results).replace(System.lineSeparator(), "\n"))
        .isEqualTo(
            """
            nuisances: R² of a linear regression, 80 rows to fit, 20 to test
                                         level               noise
              module         trained untrained   trained untrained
              raw               1.00         –      0.50         –
              gru               0.25      0.75     -1.50      0.00
            """);
  }

  @Test
  void saysNothingIfNothingWasMeasured() {
    assertThat(NuisanceText.of(List.of())).isEmpty();
  }
}
