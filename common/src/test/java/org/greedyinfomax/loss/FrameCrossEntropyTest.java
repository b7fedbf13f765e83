package org.greedyinfomax.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

import java.util.function.DoubleSupplier;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.loss.LocalLoss.Evaluation;
import org.greedyinfomax.loss.LocalLoss.Targets;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(EveryEngine.class)
final class FrameCrossEntropyTest {

  private static final int NONE = LocalLoss.UNLABELLED;

  private final Bench bench;

  FrameCrossEntropyTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  @Test
  void gradientsMatchFiniteDifferencesWithOneFrameToALabel() {
    assertGradients(1, bench.random(2, 3, 2), 1, 0, NONE, 2, 1, 1);
    assertGradients(1, bench.random(1, 1, 2), 2);
  }

  /** The last label of each sample has one frame where the others have two. */
  @Test
  void gradientsMatchFiniteDifferencesWithSeveralFramesToALabel() {
    assertGradients(2, bench.random(2, 5, 2), NONE, 0, 1, 2, 2, 0);
  }

  /** The last frame of each sample has no label, and the last label of each no frame. */
  @Test
  void gradientsMatchFiniteDifferencesWhereFramesOrLabelsAreLeftOver() {
    assertGradients(2, bench.random(2, 5, 2), 0, 1, 2, 0);
    assertGradients(2, bench.random(1, 3, 2), 0, 1, 2);
  }

  private void assertGradients(int framesPerLabel, Tensor context, int... classes) {
    Parameter weight = new Parameter(bench.random(2, 3), bench.zeros(2, 3));
    Parameter bias = new Parameter(bench.random(3), bench.zeros(3));
    FrameCrossEntropy loss = new FrameCrossEntropy(bench.engine(), framesPerLabel, weight, bias);

    Evaluation found = evaluate(loss, context, classes);
    Tensor dWeight = bench.of(bench.read(weight.gradient()), 2, 3); // more is added to it below
    Tensor dBias = bench.of(bench.read(bias.gradient()), 3);

    DoubleSupplier value =
        () -> {
          try (Arena.Frame frame = bench.arena().frame()) {
            return evaluate(loss, context, classes).loss();
          }
        };
    assertGradient("weight", bench.engine(), weight.value(), dWeight, value);
    assertGradient("bias", bench.engine(), bias.value(), dBias, value);
    assertGradient("context", bench.engine(), context, found.dContext(), value);
  }

  /** Means (1, 0), (0, 2), and one without label; scores (3, 0) and (0, 2) without bias. */
  @Test
  void isTheMeanOfLogarithmsOverFramesThatHaveALabel() {
    Parameter weight = new Parameter(bench.of(new double[] {3, 0, 0, 1}, 2, 2), bench.zeros(2, 2));
    Parameter bias = new Parameter(bench.zeros(2), bench.zeros(2));
    Tensor context = bench.of(new double[] {2, 1, 0, -1, -1, 4, 1, 0, 7, 8}, 1, 5, 2);

    Evaluation found =
        evaluate(new FrameCrossEntropy(bench.engine(), 2, weight, bias), context, 0, 0, NONE);

    double first = Math.log(1 + Math.exp(-3));
    double second = Math.log(1 + Math.exp(2));
    assertThat(found.loss()).isCloseTo((first + second) / 2, within(1e-12));
    assertThat(found.accuracy().orElseThrow()).isEqualTo(0.5);
    assertThat(found.dEncoding()).isEmpty();
    assertThat(bench.read(found.dContext())).endsWith(0, 0);
  }

  @Test
  void framesThatAreAllAlikeCostTheLogarithmOfTheClasses() {
    Parameter weight = new Parameter(bench.zeros(2, 41), bench.zeros(2, 41));
    Parameter bias = new Parameter(bench.zeros(41), bench.zeros(41));
    FrameCrossEntropy loss = new FrameCrossEntropy(bench.engine(), 1, weight, bias);

    Evaluation found = evaluate(loss, bench.random(2, 2, 2), 0, 40, NONE, 9);

    assertThat(found.loss()).isCloseTo(Math.log(41), within(1e-12));
    assertThat(found.accuracy().orElseThrow()).isCloseTo(1.0 / 41, within(1e-12));
  }

  @Test
  void framesWithoutAnyLabelTeachNothing() {
    Parameter weight = new Parameter(bench.random(2, 2), bench.zeros(2, 2));
    Parameter bias = new Parameter(bench.random(2), bench.zeros(2));
    FrameCrossEntropy loss = new FrameCrossEntropy(bench.engine(), 1, weight, bias);

    Evaluation found = evaluate(loss, bench.random(1, 2, 2), NONE, NONE);

    assertThat(found.loss()).isZero();
    assertThat(bench.read(found.dContext())).containsOnly(0);
    assertThat(bench.read(weight.gradient())).containsOnly(0);
  }

  @Test
  void refusesSamplesWithoutLabels() {
    Parameter weight = new Parameter(bench.zeros(2, 2), bench.zeros(2, 2));
    Parameter bias = new Parameter(bench.zeros(2), bench.zeros(2));
    FrameCrossEntropy loss = new FrameCrossEntropy(bench.engine(), 1, weight, bias);
    Tensor context = bench.random(3, 4, 2);

    assertThatThrownBy(() -> evaluate(loss, context, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 samples need as many labels each, but there are 2");
    assertThatThrownBy(() -> evaluate(loss, context)).hasMessageEndingWith("but there are 0");
  }

  private Evaluation evaluate(LocalLoss loss, Tensor context, int... classes) {
    return loss.evaluate(
        new LocalLoss.Batch(context, context, Targets.TRAINED, classes),
        RandomStream.of(0, Purpose.NEGATIVES),
        bench.arena());
  }
}
