package org.greedyinfomax.model.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.Networks;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.junit.jupiter.api.Test;

final class FrameSupervisedSpecTest {

  private static final SampleShape.Sequence CROP = new SampleShape.Sequence(20_480, 1);
  private static final int BLOCK = 16; // samples of a label in Networks.framesSupervised

  @Test
  void aCropOfThePaperHas128Labels() {
    StackSpec stack = ofLibrispeech(16_000);

    stack.requireFits(CROP);

    assertThat(stack.loss().labels(CROP)).isEqualTo(128);
    assertThat(IntStream.range(0, 6).map(stack::hop)).containsExactly(5, 20, 40, 80, 160, 160);
    assertThat(stack.loss().ceiling()).hasValue(Math.log(41));
  }

  @Test
  void refusesModulesWhoseFramesDoNotDivideTheLabels() {
    assertThatThrownBy(() -> ofLibrispeech(12_000).requireFits(CROP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "module \"conv4\" has a frame every 80 samples, but loss.frameLabels have a label every"
                + " 120, of which that must be a divisor: choose other strides");
    assertThatThrownBy(() -> ofLibrispeech(8_000).requireFits(CROP))
        .hasMessageStartingWith("module \"conv5\" has a frame every 160 samples");
  }

  @Test
  void refusesWhatHasNoLabels() {
    assertThatThrownBy(() -> ofLibrispeech(16_000).requireFits(new SampleShape.Sequence(159, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a crop of 159 samples has no label, for loss.frameLabels are 160 samples apart: take a"
                + " longer crop");
    assertThatThrownBy(
            () ->
                new StackSpec(
                        1, Networks.stl10().modules(), new FrameSupervisedSpec("f", 1, 41, 16_000))
                    .requireFits(Networks.SMALL_IMAGE))
        .hasMessageStartingWith("loss.frameLabels are labels of sequences, but the input is 4 x 3");
  }

  @Test
  void everyModuleLearnsToTellLoudFromQuiet() {
    assertLearns(
        List.of(
            Networks.convolution("conv1", 8, 8, 4, 2),
            Networks.convolution("conv2", 8, 4, 2, 1),
            Networks.gru("gru", 8, Backpropagation.THROUGH_TIME)));
  }

  @Test
  void oneModuleLearnsItEndToEnd() {
    assertLearns(
        List.of(
            new ModuleSpec(
                "encoder",
                List.of(new ConvolutionSpec(8, 8, 4, 2), new ConvolutionSpec(8, 4, 2, 1)),
                Optional.of(new GruSpec(8, Backpropagation.THROUGH_TIME)))));
  }

  /** Blocks of noise, loud or quiet by chance, of which a seventh has no label. */
  private static void assertLearns(List<ModuleSpec> modules) {
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    StackSpec stack = Networks.framesSupervised(modules);
    SampleShape sample = new SampleShape.Sequence(7 * BLOCK, 1);
    List<List<TrainableModule.Step>> found = new ArrayList<>();
    try (StackTrainer trainer =
        new StackTrainer(
            engine, new StackTask(stack, Networks.ADAM, 1), 0, Networks.initial(stack), 0)) {
      for (int step = 0; step < 150; step++) {
        float[] samples = Networks.noise(4 * sample.size(), step);
        int[] classes = new int[4 * 7];
        for (int i = 0; i < classes.length; i++) {
          classes[i] = (i * 5 + step * 3) % 11 % 2;
          for (int j = i * BLOCK; classes[i] == 0 && j < (i + 1) * BLOCK; j++) {
            samples[j] *= 0.1f;
          }
          if (i % 7 == 0) {
            classes[i] = -1;
          }
        }
        found.add(trainer.step(new MiniBatch.Samples(samples, sample, classes), 0, step, a -> {}));
      }
    }
    for (int m = 0; m < modules.size(); m++) {
      assertThat(found.get(149).get(m).loss())
          .as(modules.get(m).name())
          .isLessThan(0.5 * found.get(0).get(m).loss());
    }
  }

  private static StackSpec ofLibrispeech(int sampleRate) {
    return new StackSpec(
        1,
        Networks.librispeech().modules(),
        new FrameSupervisedSpec("phones.txt", 1, 41, sampleRate));
  }
}
