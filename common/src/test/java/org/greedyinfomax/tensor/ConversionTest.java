package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(EveryEngine.class)
final class ConversionTest {

  private final EveryEngine engines;

  ConversionTest(EveryEngine engines) {
    this.engines = engines;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void storesAndLoadsHalvesAsTheyWereRounded(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor x = bench.random(3, 5);
      Tensor y = bench.zeros(3, 5);
      ByteBuffer bytes = ByteBuffer.allocate(30);

      assertThat(bench.engine().roundToHalf(x)).isTrue();
      bench.engine().store(x, StorageType.FLOAT16, bytes);
      bench.engine().load(bytes, StorageType.FLOAT16, y);

      assertThat(bench.read(y)).containsExactly(bench.read(x));
      float first = Half.number(bytes.order(ByteOrder.LITTLE_ENDIAN).getShort(0));
      assertThat(bench.read(x)[0]).isEqualTo(first);
      assertThat(bytes.remaining()).isEqualTo(30);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void storesAndLoadsFloatsAsTheyAre(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor x = bench.random(7);
      Tensor y = bench.zeros(7);
      ByteBuffer bytes = ByteBuffer.allocate(28);

      bench.engine().store(x, StorageType.FLOAT32, bytes);
      bench.engine().load(bytes, StorageType.FLOAT32, y);

      assertThat(bench.read(y)).containsExactly(bench.read(x));
      float second = bytes.order(ByteOrder.LITTLE_ENDIAN).getFloat(4);
      assertThat(bench.read(x)[1]).isEqualTo(second);
    }
  }

  @Test
  void roundsOnlyTheTensor() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Tensor all = bench.of(new double[] {0.1, 0.2, 0.3}, 3);

      bench.engine().roundToHalf(all.slice(1, 1));

      assertThat(bench.read(all)).containsExactly(0.1f, Half.number(Half.bits(0.2f)), 0.3f);
    }
  }

  @Test
  void tellsIfANumberIsBeyondHalfPrecision() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Tensor x = bench.of(new double[] {1, -70000}, 2);

      assertThat(bench.engine().roundToHalf(x)).isFalse();
      assertThat(bench.read(x)).containsExactly(1, Double.NEGATIVE_INFINITY);
    }
  }

  @Test
  void refusesBytesThatAreTooManyOrTooFew() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Tensor x = bench.zeros(2, 3);

      assertThatThrownBy(
              () -> bench.engine().store(x, StorageType.FLOAT16, ByteBuffer.allocate(13)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("13 bytes do not hold the numbers of a tensor of shape [2, 3] as FLOAT16");
    }
  }
}
