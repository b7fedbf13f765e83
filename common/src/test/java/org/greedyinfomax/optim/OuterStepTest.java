package org.greedyinfomax.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class OuterStepTest {

  private static final Offset<Float> EXACT = within(1e-6f);

  @Test
  void ofRateOneWithoutMomentumIsTheMeanBitForBit() {
    float[] before = {1e30f, -0f, 3, Float.MIN_VALUE};
    float[] mean = {1, 0f, -0f, 1e-30f};
    float[] wanted = mean.clone();

    OuterStep plain = new OuterStep(1, 0);
    plain.take(before, mean, new float[0]);

    assertThat(mean).containsExactly(wanted);
    assertThat(plain.isPlainAveraging()).isTrue();
    assertThat(plain.hasMomentum()).isFalse();
  }

  @Test
  void withoutMomentumGoesSoManyTimesAsFarAsTheMean() {
    float[] mean = {3, 6};

    new OuterStep(1.5, 0).take(new float[] {1, 10}, mean, new float[0]);

    assertThat(mean).containsExactly(4, 4);
  }

  /** By hand: gradients 2 and 1; v = 2, then 0.5·2 + 1 = 2. */
  @Test
  void withMomentumLooksAheadLikeNesterov() {
    OuterStep step = new OuterStep(0.5, 0.5);
    float[] velocity = {0};
    float[] first = {8};
    step.take(new float[] {10}, first, velocity);
    assertThat(velocity[0]).isCloseTo(2, EXACT);
    assertThat(first[0]).isCloseTo(10 - 0.5f * (2 + 0.5f * 2), EXACT);

    float[] second = {first[0] - 1};
    step.take(first, second, velocity);
    assertThat(velocity[0]).isCloseTo(2, EXACT);
    assertThat(second[0]).isCloseTo(first[0] - 0.5f * (1 + 0.5f * 2), EXACT);
  }

  @Test
  void comesToRestWhereReplicasNoLongerMove() {
    OuterStep step = new OuterStep(0.7, 0.9);
    float[] x = {100};
    float[] velocity = {0};
    for (int i = 0; i < 500; i++) {
      float[] mean = {(x[0] + 3) / 2}; // replicas go half the way to 3
      step.take(x, mean, velocity);
      x = mean;
    }
    assertThat(x[0]).isCloseTo(3, within(1e-3f));
  }

  @Test
  void refusesRatesThatDoNotStep() {
    assertThatThrownBy(() -> new OuterStep(0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("outerLearningRate must be more than 0, but is 0.0");
    assertThatThrownBy(() -> new OuterStep(1, 1))
        .hasMessage("outerMomentum must lie in [0, 1), but is 1.0");
  }
}
