package org.greedyinfomax.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightedMeanTest {

  @ParameterizedTest(name = "of {0} examples")
  @ValueSource(longs = {1, 3, 7, 512, 22_829, (1 << 29) - 1})
  void givesASingleReplicaBackBitForBit(long weight) {
    Random random = new Random(3);
    int[] bits = new int[20_000];
    float[] values = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      int anything = random.nextInt();
      // Not all ones in the exponent, which are infinities and NaN; every fourth a denormal.
      bits[i] = i % 4 == 0 ? anything & 0x807F_FFFF : anything & 0xFF7F_FFFF;
    }
    bits[1] = Float.floatToRawIntBits(-0f);
    bits[2] = Float.floatToRawIntBits(Float.MAX_VALUE);
    bits[3] = Float.floatToRawIntBits(-Float.MIN_VALUE);
    for (int i = 0; i < bits.length; i++) {
      values[i] = Float.intBitsToFloat(bits[i]);
    }
    WeightedMean mean = new WeightedMean(values.length);

    mean.add(values, weight);

    float[] found = mean.mean();
    for (int i = 0; i < bits.length; i++) {
      assertThat(Float.floatToRawIntBits(found[i])).as("bits of %s", values[i]).isEqualTo(bits[i]);
    }
  }

  @Test
  void weighsReplicasByTheirExamples() {
    WeightedMean mean = new WeightedMean(2);

    mean.add(new float[] {1, -2}, 3);
    mean.add(new float[] {5, 6}, 1);

    assertThat(mean.mean()).containsExactly(2, 0);
  }

  /** 2⁶⁰ + 1 − 2⁶⁰ in double precision: 0 in this order, 1 if the large ones cancel first. */
  @Test
  void addsInTheOrderOfTheCalls() {
    assertThat(meanOf(0x1p60f, 1, -0x1p60f)).isZero();
    assertThat(meanOf(0x1p60f, -0x1p60f, 1)).isEqualTo(1 / 3f);
  }

  @Test
  void refusesWhatItCannotWeigh() {
    WeightedMean mean = new WeightedMean(2);

    assertThatThrownBy(mean::mean)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mean needs at least one replica");
    assertThatThrownBy(() -> mean.add(new float[3], 1))
        .hasMessage("replicas must have 2 numbers, but one has 3");
    assertThatThrownBy(() -> mean.add(new float[2], 0))
        .hasMessage("weight must lie in 1..2^29-1, but is 0");
    assertThatThrownBy(() -> mean.add(new float[2], 1 << 29))
        .hasMessage("weight must lie in 1..2^29-1, but is 536870912");
  }

  private static float meanOf(float... replicas) {
    WeightedMean mean = new WeightedMean(1);
    for (float replica : replicas) {
      mean.add(new float[] {replica}, 1);
    }
    return mean.mean()[0];
  }
}
