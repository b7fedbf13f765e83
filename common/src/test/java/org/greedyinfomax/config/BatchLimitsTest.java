package org.greedyinfomax.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BatchLimitsTest {

  private static final Path CONF = Path.of(System.getProperty("project.root"), "conf");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          speech-small | input.cropSamples=2000000000 | a mini-batch of 8 times 2000000000 frames of 1 channels has 16000000000 numbers, but may have 2147483639: take a smaller training.batchSize, or a smaller input.cropSamples
          speech-small | input.cropSamples=60000000   | what module "conv1" makes of a mini-batch, 8 times 11999999 frames of 128 channels, has 12287998976 numbers, but may have 2147483639
          speech-small | training.batchSize=2000000000 | a mini-batch of 2000000000 times 2560 frames
          speech-small | loss.negatives=2000000000    | loss.negatives must be at most 65536, but is 2000000000
          images-small | input.cropSize=2000000000    | a mini-batch of 8 times 499999999 x 499999999 patches
          images-small | training.batchSize=2000000   | a mini-batch of 2000000 times 7 x 7 patches
          """)
  void refuseWhatNoArrayHolds(String preset, String override, String complaint) {
    assertThatThrownBy(() -> RecipeReader.read(CONF.resolve(preset + ".conf"), List.of(override)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }
}
