package org.greedyinfomax.data.flac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinearPredictorTest {

  /** Of the largest samples and coefficients that a stream can have, too. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 31, 32})
  void addsTheSumsThatAreItsDefinitionWhateverOrderAndLength(int order) {
    Random random = new Random(order);
    long[] coefficients = random.longs(order, -(1 << 14), 1 << 14).toArray();
    for (int length = order; length < order + 40; length++) {
      long[] residuals = random.longs(length, -(1L << 32), 1L << 32).toArray();
      int shift = random.nextInt(16);

      long[] samples = residuals.clone();
      LinearPredictor.restore(samples, coefficients, shift);

      long[] expected = residuals.clone();
      for (int i = order; i < length; i++) {
        long sum = 0;
        for (int j = 0; j < order; j++) {
          sum += coefficients[j] * expected[i - 1 - j];
        }
        expected[i] += sum >> shift;
      }
      assertThat(Arrays.equals(samples, expected)).as("length %d", length).isTrue();
    }
  }
}
