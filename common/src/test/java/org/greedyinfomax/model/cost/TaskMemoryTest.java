package org.greedyinfomax.model.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.greedyinfomax.loss.Direction;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.Networks;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is planned is what a real step takes. */
final class TaskMemoryTest {

  private static final long BLOCK = 1 << 22;

  private final Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);

  /** Four arrays a module, in blocks of their own unless two fit: here none do. */
  @Test
  void holdsParametersGradientsAndMomentsOfThePapersModules() {
    long numbers = 4 * (BLOCK + 5_243_392 + 3 * 4_194_816 + BLOCK);

    TaskMemory memory =
        TaskMemory.of(Networks.librispeech(), 0, 5, 0, new SampleShape.Sequence(20_480, 1), 8);

    assertThat(memory.parameterBytes()).isEqualTo(4 * numbers);
    assertThat(memory.bytes()).isEqualTo(memory.parameterBytes() + memory.scratchBytes());
  }

  /** The lower five hold their parameters alone. */
  @Test
  void holdsOnlyParametersOfFrozenModules() {
    long numbers = BLOCK + 5_243_392 + 3 * 4_194_816 + 4 * BLOCK;

    assertThat(
            TaskMemory.of(Networks.librispeech(), 0, 5, 5, new SampleShape.Sequence(20_480, 1), 8)
                .parameterBytes())
        .isEqualTo(4 * numbers);
  }

  @Test
  void packsSmallModulesIntoABlockEach() {
    assertThat(
            TaskMemory.of(Networks.speechSmall(), 0, 4, 0, new SampleShape.Sequence(2_560, 1), 1)
                .parameterBytes())
        .isEqualTo(4 * 5 * BLOCK);
  }

  @Test
  void holdsTheModulesOfItsGroupAlone() {
    assertThat(
            TaskMemory.of(Networks.speechSmall(), 0, 2, 2, new SampleShape.Sequence(2_560, 1), 1)
                .parameterBytes())
        .isEqualTo(4 * 3 * BLOCK);
    assertThat(
            TaskMemory.of(Networks.speechSmall(), 2, 3, 2, new SampleShape.Sequence(2_560, 1), 1)
                .parameterBytes())
        .isEqualTo(4 * 2 * BLOCK);
  }

  @ParameterizedTest(name = "modules {0} to {1}, trained from {2} on, {3} crops")
  @CsvSource({
    "0, 4, 0, 1",
    "0, 4, 0, 32",
    "0, 0, 0, 32",
    "0, 4, 4, 32",
    "2, 3, 2, 32",
    "1, 2, 3, 8"
  })
  void speechSmallStepsInTheScratchMemoryThatIsPlanned(
      int first, int last, int firstTrained, int batch) {
    assertPlanned(
        Networks.speechSmall(),
        first,
        last,
        firstTrained,
        new SampleShape.Sequence(2_560, 1),
        batch);
  }

  /** The paper's crop, window and task, with fewer channels. */
  @ParameterizedTest(name = "{0} channels, window {1}, {2} crops")
  @CsvSource({"64, 128, 8", "256, 128, 2", "64, 0, 1"})
  void networksLikeThePapersStepInTheScratchMemoryThatIsPlanned(
      int channels, int window, int batch) {
    List<ModuleSpec> modules =
        List.of(
            Networks.convolution("conv1", channels, 10, 5, 2),
            Networks.convolution("conv2", channels, 8, 4, 2),
            Networks.convolution("conv3", channels, 4, 2, 2),
            Networks.convolution("conv4", channels, 4, 2, 2),
            Networks.convolution("conv5", channels, 4, 2, 1),
            Networks.gru("gru", channels / 2, Backpropagation.THROUGH_TIME));

    assertPlanned(
        new StackSpec(1, modules, new InfoNceSpec(12, 10, NegativeSampling.WHOLE_BATCH, window)),
        0,
        5,
        0,
        new SampleShape.Sequence(20_480, 1),
        batch);
  }

  /** Several layers in a module, whose tensors of the way back add up; all ways of sampling. */
  @ParameterizedTest
  @EnumSource
  void deepModulesStepInTheScratchMemoryThatIsPlanned(NegativeSampling sampling) {
    List<ConvolutionSpec> convolutions =
        List.of(
            new ConvolutionSpec(64, 10, 5, 2),
            new ConvolutionSpec(64, 8, 4, 2),
            new ConvolutionSpec(64, 4, 2, 1));
    GruSpec gru = new GruSpec(48, Backpropagation.ONE_STEP);
    ModuleSpec deep = new ModuleSpec("deep", convolutions, Optional.of(gru));

    assertPlanned(
        new StackSpec(1, List.of(deep), Networks.loss(6, 10, sampling, 64)),
        0,
        0,
        0,
        new SampleShape.Sequence(20_480, 1),
        8);
  }

  @ParameterizedTest(name = "modules {0} to {1}, trained from {2} on, {3} images")
  @CsvSource({"0, 2, 0, 1", "0, 2, 0, 16", "1, 2, 1, 16", "0, 1, 2, 4"})
  void networksForImagesStepInTheScratchMemoryThatIsPlanned(
      int first, int last, int firstTrained, int batch) {
    assertPlanned(
        Networks.smallGrid(NegativeSampling.ALL_TARGETS),
        first,
        last,
        firstTrained,
        Networks.SMALL_IMAGE,
        batch);
  }

  @ParameterizedTest(name = "{0} images")
  @ValueSource(ints = {1, 16})
  void modulesWithAContextStepInTheScratchMemoryThatIsPlanned(int batch) {
    ModuleSpec cpc =
        new ModuleSpec(
            "cpc",
            List.of(new ResidualSpec(ResidualSpec.Branch.BASIC, 96, 1)),
            Optional.of(new PixelCnnSpec(4)));
    InfoNceSpec loss =
        new InfoNceSpec(5, 16, NegativeSampling.ALL_TARGETS, 0, 1, List.of(Direction.DOWN));

    assertPlanned(
        new StackSpec(1, List.of(cpc), loss),
        0,
        0,
        0,
        new SampleShape.Patches(7, 7, 4, 4, 1),
        batch);
  }

  /** A module's pass is over before the next one begins, so a stack needs little more than one. */
  @ParameterizedTest(name = "{0} images")
  @ValueSource(ints = {1, 4, 16})
  void aStackNeedsWhatItsLargestModuleNeedsAndItsBorders(int batch) {
    StackSpec stack = Networks.stl10();
    SampleShape image = new SampleShape.Patches(7, 7, 16, 16, 1);
    long largest = 0;
    long borders = 4L * batch * image.size();
    for (int m = 0; m < 3; m++) {
      largest = Math.max(largest, TaskMemory.of(stack, m, m, m, image, batch).scratchBytes());
      borders += 4L * batch * stack.output(m, image).size();
    }

    long fused = TaskMemory.of(stack, 0, 2, 0, image, batch).scratchBytes();

    assertThat(fused).isLessThan((long) (1.2 * (largest + borders)));
  }

  @Test
  void measuringNeedsNoMoreThanTraining() {
    StackSpec stack = Networks.speechSmall();
    SampleShape sample = new SampleShape.Sequence(2_560, 1);
    TaskMemory measuring = TaskMemory.ofMeasurement(stack, sample, 4);
    TaskMemory training = TaskMemory.of(stack, 0, 4, 0, sample, 4);

    assertThat(measuring.parameterBytes()).isEqualTo(training.parameterBytes());
    assertThat(measuring.scratchBytes()).isLessThanOrEqualTo(training.scratchBytes());
  }

  @Test
  void refusesTasksThatAreNone() {
    StackSpec stack = Networks.speechSmall();

    assertThatThrownBy(() -> TaskMemory.of(stack, 3, 2, 3, new SampleShape.Sequence(2_560, 1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("modules 3 to 2 are not in a stack of 5");
    assertThatThrownBy(() -> TaskMemory.of(stack, 0, 5, 0, new SampleShape.Sequence(2_560, 1), 1))
        .hasMessage("modules 0 to 5 are not in a stack of 5");
    assertThatThrownBy(() -> TaskMemory.of(stack, 0, 4, 0, new SampleShape.Sequence(2_560, 1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch must be at least 1, but is 0");
    assertThatThrownBy(() -> TaskMemory.of(stack, 0, 4, 0, new SampleShape.Sequence(80, 1), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("take a longer crop or fewer predictionSteps");
    assertThatThrownBy(() -> new TaskMemory(1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a task needs memory for parameters and scratch, but they take 1 and 0 bytes");
  }

  /** Memory that samples of one length have left behind is not kept beside that of longer ones. */
  @Test
  void samplesOfSeveralLengthsTakeWhatTheLongestTake() {
    StackSpec stack = Networks.speechSmall();
    int many = 80; // so that the output of the lowest module is more than a block
    SampleShape longest = new SampleShape.Sequence(2_560, 1);
    try (StackTrainer trainer =
        new StackTrainer(
            engine,
            new StackTask(stack, Networks.ADAM, 1),
            0,
            Networks.initial(stack).subList(0, 1),
            0)) {
      for (int frames : new int[] {2_400, 2_560, 1_280, 2_560}) {
        SampleShape shape = new SampleShape.Sequence(frames, 1);
        float[] input = Networks.noise(many * shape.size(), frames);
        trainer.step(new MiniBatch.Samples(input, shape), 0, 0, above -> {});
      }

      assertThat(trainer.scratch() * Float.BYTES)
          .isEqualTo(TaskMemory.of(stack, 0, 0, 0, longest, many).scratchBytes());
    }
  }

  private void assertPlanned(
      StackSpec stack, int first, int last, int firstTrained, SampleShape sample, int batch) {
    List<ModuleState> states = Networks.initial(stack).subList(first, last + 1);
    SampleShape shape = stack.input(first, sample);
    try (StackTrainer trainer =
        new StackTrainer(
            engine, new StackTask(stack, Networks.ADAM, 1), first, states, firstTrained)) {
      for (int step = 0; step < 2; step++) {
        float[] input = Networks.noise(batch * shape.size(), step);
        trainer.step(new MiniBatch.Samples(input, shape), 0, step, above -> {});
      }

      long planned = TaskMemory.of(stack, first, last, firstTrained, sample, batch).scratchBytes();

      assertThat(planned).isEqualTo(trainer.scratch() * Float.BYTES);
    }
  }
}
