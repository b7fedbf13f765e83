package org.greedyinfomax.tensor.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bin/gpu-check} lets pass. */
final class GpuCheckTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-6})
  void takesProductsThatDifferByRounding(double difference) {
    assertThat(GpuCheck.isAlike(difference)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesProductsThatDifferByMore(double difference) {
    assertThat(GpuCheck.isAlike(difference)).isFalse();
  }
}
