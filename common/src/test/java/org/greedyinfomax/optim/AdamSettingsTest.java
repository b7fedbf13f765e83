package org.greedyinfomax.optim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdamSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0    | 0.9 | 0.999 | 1e-8     | learningRate must lie in (0, 1], but is 0.0
          1.5  | 0.9 | 0.999 | 1e-8     | learningRate must lie in (0, 1], but is 1.5
          NaN  | 0.9 | 0.999 | 1e-8     | learningRate must lie in (0, 1], but is NaN
          1e-3 | 1   | 0.999 | 1e-8     | beta1 must lie in [0, 1), but is 1.0
          1e-3 | 0.9 | -0.1  | 1e-8     | beta2 must lie in [0, 1), but is -0.1
          1e-3 | 0.9 | 0.999 | 0        | epsilon must be more than 0, but is 0.0
          1e-3 | 0.9 | 0.999 | Infinity | epsilon must be more than 0, but is Infinity
          """)
  void namesTheValueThatIsOutOfRange(
      double learningRate, double beta1, double beta2, double epsilon, String message) {
    assertThatThrownBy(() -> new AdamSettings(learningRate, beta1, beta2, epsilon))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
