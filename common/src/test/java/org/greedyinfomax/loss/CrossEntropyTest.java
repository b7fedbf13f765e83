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
final class CrossEntropyTest {

  private final Bench bench;

  CrossEntropyTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  @Test
  void gradientsMatchFiniteDifferencesForFramesAndPatches() {
    assertGradients(bench.random(3, 5, 2), 1, 0, 1);
    assertGradients(bench.random(2, 2, 3, 2), 2, 2);
  }

  private void assertGradients(Tensor context, int... classes) {
    Parameter weight = new Parameter(bench.random(2, 3), bench.zeros(2, 3));
    Parameter bias = new Parameter(bench.random(3), bench.zeros(3));
    CrossEntropy loss = new CrossEntropy(bench.engine(), weight, bias);

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

  /** Means (1, 0) and (0, 2), and scores (3, 0) and (0, 2) without bias. */
  @Test
  void isTheLogarithmOfTheShareOfTheClass() {
    Parameter weight = new Parameter(bench.of(new double[] {3, 0, 0, 1}, 2, 2), bench.zeros(2, 2));
    Parameter bias = new Parameter(bench.zeros(2), bench.zeros(2));
    Tensor context = bench.of(new double[] {2, 1, 0, -1, -1, 4, 1, 0}, 2, 2, 2);

    Evaluation found = evaluate(new CrossEntropy(bench.engine(), weight, bias), context, 0, 0);

    double first = Math.log(1 + Math.exp(-3));
    double second = Math.log(1 + Math.exp(2));
    assertThat(found.loss()).isCloseTo((first + second) / 2, within(1e-12));
    assertThat(found.accuracy().orElseThrow()).isEqualTo(0.5);
    assertThat(found.dEncoding()).isEmpty();
  }

  @Test
  void samplesThatAreAllAlikeCostTheLogarithmOfTheClasses() {
    Parameter weight = new Parameter(bench.zeros(2, 10), bench.zeros(2, 10));
    Parameter bias = new Parameter(bench.zeros(10), bench.zeros(10));

    Evaluation found =
        evaluate(new CrossEntropy(bench.engine(), weight, bias), bench.random(3, 4, 2), 0, 5, 9);

    assertThat(found.loss()).isCloseTo(Math.log(10), within(1e-12));
    assertThat(found.accuracy().orElseThrow()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void refusesSamplesWithoutClasses() {
    Parameter weight = new Parameter(bench.zeros(2, 2), bench.zeros(2, 2));
    Parameter bias = new Parameter(bench.zeros(2), bench.zeros(2));
    CrossEntropy loss = new CrossEntropy(bench.engine(), weight, bias);
    Tensor context = bench.random(3, 4, 2);

    assertThatThrownBy(() -> evaluate(loss, context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 samples need as many classes, but there are 0");
    assertThatThrownBy(() -> evaluate(loss, context, 0, 1, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private Evaluation evaluate(CrossEntropy loss, Tensor context, int... classes) {
    return loss.evaluate(
        new LocalLoss.Batch(context, context, Targets.TRAINED, classes),
        RandomStream.of(0, Purpose.NEGATIVES),
        bench.arena());
  }
}
