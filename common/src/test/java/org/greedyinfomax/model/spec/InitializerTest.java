package org.greedyinfomax.model.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.Networks;
import org.greedyinfomax.model.spec.Initializer.DeltaOrthogonal;
import org.greedyinfomax.model.spec.Initializer.Masked;
import org.greedyinfomax.model.spec.Initializer.Normal;
import org.greedyinfomax.model.spec.Initializer.Uniform;
import org.greedyinfomax.model.spec.StackSpec.Initialization;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.junit.jupiter.api.Test;

final class InitializerTest {

  private static final RandomStream random() {
    return RandomStream.of(3, Purpose.INITIALIZATION);
  }

  @Test
  void deltaOrthogonalKernelsAreZeroButForTheirCentre() {
    double[] kernel = new DeltaOrthogonal(9, 4, 3, 5, 1, 1).draw(9 * 15, random());

    for (int i = 0; i < kernel.length; i++) {
      assertThat(kernel[i] != 0).as("number %d", i).isEqualTo(i / 15 == 4);
    }
  }

  /** Signals keep their size, times the gain, on the way up or on the way back. */
  @Test
  void theCentreIsPartOfAnOrthogonalMatrixTimesTheGain() {
    int in = 6;
    int out = 4;
    double[] centre = new DeltaOrthogonal(1, 0, in, out, Math.sqrt(2), 1).draw(in * out, random());

    for (int o = 0; o < out; o++) {
      for (int p = 0; p < out; p++) {
        double dot = 0;
        for (int i = 0; i < in; i++) {
          dot += centre[i * out + o] * centre[i * out + p];
        }
        assertThat(dot).isCloseTo(o == p ? 2 : 0, within(1e-12));
      }
    }
  }

  @Test
  void everyScoreMatrixIsOrthogonalByItself() {
    double[] two = new DeltaOrthogonal(1, 0, 3, 3, 1, 2).draw(18, random());

    for (int k = 0; k < 2; k++) {
      double length = 0;
      for (int i = 0; i < 3; i++) {
        length += two[9 * k + 3 * i] * two[9 * k + 3 * i];
      }
      assertThat(length).isCloseTo(1, within(1e-12));
    }
    assertThat(two[0]).isNotEqualTo(two[9]);
  }

  @Test
  void orthogonalMatricesDoNotFavourADirection() {
    double sum = 0;
    int draws = 2_000;
    RandomStream random = random();
    for (int i = 0; i < draws; i++) {
      sum += RandomOrthogonal.draw(3, random)[2][0];
    }
    assertThat(sum / draws).isCloseTo(0, within(4 * Math.sqrt(1.0 / 3 / draws)));
  }

  @Test
  void aStackMayBeDeltaOrthogonalButForItsBiases() {
    StackSpec plain = Networks.smallGrid(InfoNceSpec.NegativeSampling.ALL_TARGETS);
    StackSpec orthogonal =
        new StackSpec(
            1, plain.modules(), plain.loss(), plain.borders(), Initialization.DELTA_ORTHOGONAL);
    ModuleLayout layout = ModuleLayout.of(orthogonal, 0);

    assertThat(layout.entry("convolution0.weight").initial())
        .isEqualTo(new DeltaOrthogonal(9, 4, 1, 4, Math.sqrt(2), 1));
    assertThat(layout.entry("predictor.weight").initial())
        .isEqualTo(new DeltaOrthogonal(1, 0, 4, 4, 1, 1));
    assertThat(layout.entry("convolution0.bias").initial())
        .isEqualTo(ModuleLayout.of(plain, 0).entry("convolution0.bias").initial());
    assertThat(ModuleState.initial(layout, 1, 0).values()).hasSize(layout.size());
  }

  /** As the authors draw it: normal before a tanh, and orthogonal at the end. */
  @Test
  void aPixelCnnIsNormalIfAStackIsDeltaOrthogonal() {
    List<ParameterSpec> parameters =
        new PixelCnnSpec(2).parameters(4, Initialization.DELTA_ORTHOGONAL);
    double gain = 5.0 / 3;

    assertThat(parameters.stream().map(ParameterSpec::initial))
        .startsWith(
            new Masked(new Normal(gain / 6), 2 * 3 * 4 * 8),
            new Uniform(1.0 / 6),
            new Normal(gain / Math.sqrt(8)))
        .endsWith(new DeltaOrthogonal(1, 0, 4, 4, Math.sqrt(2), 1), new Uniform(0.5));
  }

  @Test
  void normalNumbersHaveTheirDeviation() {
    double[] numbers = new Normal(3).draw(10_000, random());

    assertThat(Arrays.stream(numbers).average().orElseThrow()).isCloseTo(0, within(0.15));
    assertThat(Arrays.stream(numbers).map(x -> x * x).average().orElseThrow())
        .isCloseTo(9, within(0.6));
  }

  @Test
  void maskedNumbersAreZeroAndComeLast() {
    double[] numbers = new Masked(new Uniform(1), 4).draw(6, random());

    assertThat(Arrays.copyOf(numbers, 4)).containsExactly(new Uniform(1).draw(4, random()));
    assertThat(Arrays.copyOfRange(numbers, 4, 6)).containsOnly(0);
  }

  @Test
  void refusesAKernelOfAnotherSize() {
    assertThatThrownBy(() -> new DeltaOrthogonal(9, 4, 3, 5, 1, 1).draw(15, random()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit 15 numbers");
  }
}
