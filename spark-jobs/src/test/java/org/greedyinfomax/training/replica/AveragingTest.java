package org.greedyinfomax.training.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.optim.OuterStep;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.Test;

final class AveragingTest {

  private static final StackSpec STACK = SmallRecipe.with().stack();
  private static final List<Integer> TOP = List.of(2);
  private static final ReplicaResult.Seconds NO_TIME = new ReplicaResult.Seconds(0, 0, 0);
  private static final OuterStep PLAIN = new OuterStep(1, 0);

  /** (2 · 10 + 5 · 30) / 40 = 4.25, and likewise for the moments. */
  @Test
  void weighsByExamples() {
    List<ModuleState> means = of(List.of(result(10, filled(2, 5)), result(30, filled(5, 5))));

    assertThat(means).hasSize(1);
    assertThat(means.get(0).values()).containsOnly(4.25f);
    assertThat(means.get(0).first()).containsOnly(42.5f);
    assertThat(means.get(0).second()).containsOnly(425f);
    assertThat(means.get(0).steps()).isEqualTo(5);
  }

  @Test
  void leavesASingleReplicaAsItIsToTheLastBit() {
    ModuleState state = random(1);

    ModuleState mean = of(List.of(result(77, state))).get(0);

    assertThat(mean.toBytes(layout())).isEqualTo(state.toBytes(layout()));
  }

  /** 2⁻⁶⁰ is lost beside 1, but not after 1 − 1: the order of the sums shows. */
  @Test
  void addsInTheOrderOfTheReplicas() {
    ReplicaResult one = result(1, filled(1, 5));
    ReplicaResult minusOne = result(1, filled(-1, 5));
    ReplicaResult tiny = result(1, filled(0x1p-60f, 5));

    float tinyLast = of(List.of(one, minusOne, tiny)).get(0).values()[0];
    float tinyFirst = of(List.of(tiny, one, minusOne)).get(0).values()[0];

    assertThat(tinyLast).isEqualTo((float) (0x1p-60 / 3));
    assertThat(tinyFirst).isZero();
  }

  @Test
  void averagesTheTrainedModulesAlone() {
    ModuleState conv2 = ModuleState.initial(ModuleLayout.of(STACK, 1), 1, 1);
    ModuleState gru = ModuleState.initial(layout(), 1, 2);
    ReplicaResult result =
        new ReplicaResult(
            List.of(conv2.toBytes(ModuleLayout.of(STACK, 1)), gru.toBytes(layout())),
            List.of(),
            1,
            List.of(),
            NO_TIME);

    List<ModuleState> means =
        Averaging.of(STACK, PLAIN, List.of(1, 2), 0, List.of(conv2, gru), List.of(result));

    assertThat(means).hasSize(2);
    assertThat(means.get(0).values()).containsExactly(conv2.values());
    assertThat(means.get(1).values()).containsExactly(gru.values());
  }

  @Test
  void refusesReplicasOfUnequalSteps() {
    List<ReplicaResult> results = List.of(result(1, filled(1, 5)), result(1, filled(1, 4)));

    assertThatThrownBy(() -> of(results))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("replicas must have taken equally many steps");
  }

  @Test
  void refusesMeansThatAreNotFinite() {
    ModuleState broken = random(2);
    broken.second()[3] = Float.POSITIVE_INFINITY;
    List<ReplicaResult> results = List.of(result(1, random(1)), result(1, broken));

    assertThatThrownBy(() -> of(results))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "training diverged in round 5: at step 5 parameters of module \"gru\" are no longer"
                + " finite; lower optimizer.learningRate");
  }

  /** From 1 towards the mean of 2 and 4, and twice as far: 1 + 2 · (3 − 1) = 5. */
  @Test
  void takesTheOuterStepOnParametersAlone() {
    List<ReplicaResult> results = List.of(result(1, filled(2, 5)), result(1, filled(4, 5)));

    ModuleState next =
        Averaging.of(STACK, new OuterStep(2, 0), TOP, 0, List.of(filled(1, 0)), results).get(0);

    assertThat(next.values()).containsOnly(5);
    assertThat(next.first()).containsOnly(30);
    assertThat(next.second()).containsOnly(300);
    assertThat(next.velocity()).isEmpty();
  }

  @Test
  void carriesTheVelocityOfTheOuterStepFromRoundToRound() {
    OuterStep outer = new OuterStep(1, 0.5);
    List<ReplicaResult> results = List.of(result(1, filled(2, 5)));

    ModuleState first = Averaging.of(STACK, outer, TOP, 0, List.of(filled(3, 0)), results).get(0);
    assertThat(first.velocity()).containsOnly(1);
    assertThat(first.values()).containsOnly(3 - (1 + 0.5f * 1));

    ModuleState second = Averaging.of(STACK, outer, TOP, 1, List.of(first), results).get(0);
    assertThat(second.velocity()).containsOnly(0.5f * 1 - 0.5f);
    assertThat(second.values()).containsOnly(1.5f - (-0.5f + 0.5f * 0));
  }

  private static List<ModuleState> of(List<ReplicaResult> results) {
    return Averaging.of(STACK, PLAIN, TOP, 4, List.of(filled(9, 0)), results);
  }

  private static ModuleLayout layout() {
    return ModuleLayout.of(STACK, 2);
  }

  private static ReplicaResult result(long examples, ModuleState state) {
    return new ReplicaResult(
        List.of(state.toBytes(layout())), List.of(), examples, List.of(), NO_TIME);
  }

  private static ModuleState filled(float value, int steps) {
    return new ModuleState(array(value), array(10 * value), array(100 * value), steps);
  }

  private static float[] array(float value) {
    float[] array = new float[layout().size()];
    Arrays.fill(array, value);
    return array;
  }

  private static ModuleState random(long seed) {
    Random random = new Random(seed);
    float[][] arrays = new float[3][layout().size()];
    for (float[] array : arrays) {
      for (int i = 0; i < array.length; i++) {
        array[i] = (float) random.nextGaussian();
      }
    }
    return new ModuleState(arrays[0], arrays[1], arrays[2], 5);
  }
}
