package org.greedyinfomax.model.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.greedyinfomax.model.Networks;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The paper's network is in PresetCostsTest. */
final class ModuleCostTest {

  private static final int CONVOLUTION_0 = 2 * 19 * 3 * 2 * 4;
  private static final int CONVOLUTION_1 = 2 * 9 * 2 * 4 * 6;
  private static final int GRU_INPUT = 2 * 9 * 6 * 15;
  private static final int GRU_STATE = 2 * 9 * 5 * 15;
  private static final int ENCODER = CONVOLUTION_0 + CONVOLUTION_1 + GRU_INPUT + GRU_STATE;

  @Test
  void countsConvolutionsAndGruOfOneModule() {
    int predictions = 2 * 8 * 2 * 5 * 6;
    int scores = 2 * (7 + 6) * (1 + 4) * 6;

    ModuleCost cost =
        ModuleCost.of(stack(Backpropagation.THROUGH_TIME, 8), 0, new SampleShape.Sequence(21, 2));

    assertThat(cost)
        .isEqualTo(
            new ModuleCost(
                ENCODER,
                predictions + scores,
                2 * (ENCODER + predictions + scores) - CONVOLUTION_0 - GRU_STATE / 9,
                2L * (predictions + scores),
                337,
                new SampleShape.Sequence(9, 5)));
  }

  @Test
  void countsPartsInTheOrderInWhichTheyCompute() {
    StackSpec stack = stack(Backpropagation.THROUGH_TIME, 8);
    SampleShape sample = new SampleShape.Sequence(21, 2);

    List<PartCost> parts = PartCost.of(stack, 0, sample);

    long loss = ModuleCost.of(stack, 0, sample).lossFlops();
    assertThat(parts)
        .containsExactly(
            new PartCost("convolution0", CONVOLUTION_0, CONVOLUTION_0), // none at its input
            new PartCost("convolution1", CONVOLUTION_1, 2 * CONVOLUTION_1),
            new PartCost("gru", GRU_INPUT + GRU_STATE, 2 * (GRU_INPUT + GRU_STATE) - GRU_STATE / 9),
            new PartCost("loss", loss, 2 * loss));
  }

  /** Score matrices and negatives are the module's, the others cost what they did. */
  @Test
  void countsTheLossThatAModuleHasItself() {
    StackSpec plain = Networks.small(NegativeSampling.WHOLE_BATCH, 6);
    StackSpec own = Networks.withOwnLoss(plain);
    SampleShape sample = new SampleShape.Sequence(120, 1);

    long predictions = 2 * 3 * 5 * 5 * 5; // 3 steps of the 5 frames of its window, 5 channels
    long scores = 2 * (4 + 3 + 2) * (1 + 6) * 5;
    assertThat(ModuleCost.of(own, 1, sample).lossFlops()).isEqualTo(predictions + scores);
    assertThat(ModuleCost.of(own, 1, sample).parameters())
        .isEqualTo(ModuleCost.of(plain, 1, sample).parameters() + 5 * 5);
    assertThat(ModuleCost.of(own, 0, sample)).isEqualTo(ModuleCost.of(plain, 0, sample));
    assertThat(own.loss(1).ceiling()).hasValue(Math.log(7));
  }

  @Test
  void countsNoGradientOfStatesThatCountAsConstant() {
    ModuleCost through =
        ModuleCost.of(stack(Backpropagation.THROUGH_TIME, 8), 0, new SampleShape.Sequence(21, 2));
    ModuleCost oneStep =
        ModuleCost.of(stack(Backpropagation.ONE_STEP, 8), 0, new SampleShape.Sequence(21, 2));

    assertThat(through.backwardFlops() - oneStep.backwardFlops()).isEqualTo(GRU_STATE / 9 * 8);
    assertThat(oneStep.forwardFlops()).isEqualTo(through.forwardFlops());
  }

  /** A GRU alone has as many frames as the crop has samples. */
  @Test
  void countsNoGradientBelowAGruAlone() {
    ModuleSpec alone = Networks.gru("alone", 3, Backpropagation.THROUGH_TIME);
    int scores = 2 * (9 + 8) * (1 + 4) * 2;
    int loss = 2 * 10 * 2 * 3 * 2 + scores;
    int input = 2 * 10 * 2 * 9;
    int state = 2 * 3 * 9;

    ModuleCost cost =
        ModuleCost.of(
            new StackSpec(2, List.of(alone), loss(0)), 0, new SampleShape.Sequence(10, 2));

    assertThat(cost.encoderFlops()).isEqualTo(input + 10 * state);
    assertThat(cost.lossFlops()).isEqualTo(loss);
    assertThat(cost.backwardFlops())
        .isEqualTo(2 * (input + 10 * state + loss) - input - scores - state);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 100})
  void takesAllFramesIfTheWindowIsNotSmaller(int window) {
    ModuleCost cost =
        ModuleCost.of(stack(Backpropagation.ONE_STEP, window), 0, new SampleShape.Sequence(21, 2));

    assertThat(cost.lossFlops()).isEqualTo(2 * 9 * 2 * 5 * 6 + 2 * (8 + 7) * (1 + 4) * 6);
  }

  @Test
  void refusesCropsThatAreTooShort() {
    assertThatThrownBy(
            () ->
                ModuleCost.of(
                    stack(Backpropagation.ONE_STEP, 0), 0, new SampleShape.Sequence(7, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("module \"both\" has 2 frames for a crop of 7 samples");
  }

  @Test
  void refusesCostsThatAreNone() {
    assertThatThrownBy(() -> new ModuleCost(1, 0, 2, 1, 3, new SampleShape.Sequence(4, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a module computes in its layers, its loss and its backward pass, but the FLOPs are"
                + " 1, 0, 2");
    assertThatThrownBy(() -> new ModuleCost(1, 2, 3, 1, 0, new SampleShape.Sequence(4, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a module has parameters, but they are 0");
  }

  /** 21 samples become 19 frames, then 9. */
  private static StackSpec stack(Backpropagation backpropagation, int window) {
    ModuleSpec both =
        new ModuleSpec(
            "both",
            List.of(new ConvolutionSpec(4, 3, 1, 0), new ConvolutionSpec(6, 2, 2, 0)),
            Optional.of(new GruSpec(5, backpropagation)));
    return new StackSpec(2, List.of(both), loss(window));
  }

  private static InfoNceSpec loss(int window) {
    return new InfoNceSpec(2, 4, NegativeSampling.WHOLE_BATCH, window);
  }
}
