package org.greedyinfomax.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

abstract class InfoNceTest {

  private final Bench bench;

  InfoNceTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  static Stream<NegativeSampler> samplers() {
    return Stream.of(
        new WholeBatchSampler(4),
        new OtherTargetsSampler(4),
        new AllTargetsSampler(4),
        new SameSequenceSampler(4),
        new MixedSampler(3, 1));
  }

  static Stream<Arguments> cases() {
    return samplers()
        .flatMap(
            sampler ->
                Stream.of(
                    Arguments.of(sampler, 2, 7, 3, 4, 3, 0),
                    Arguments.of(sampler, 2, 9, 3, 4, 3, 5),
                    Arguments.of(sampler, 1, 6, 1, 1, 1, 4),
                    Arguments.of(sampler, 1, 66, 2, 1, 3, 0),
                    Arguments.of(sampler, 1, 70, 1, 2, 2, 65),
                    Arguments.of(sampler, 3, 4, 2, 1, 2, 0)));
  }

  @ParameterizedTest(name = "{0}: [{1}, {2}], {3} from {4} channels, {5} steps, window {6}")
  @MethodSource("cases")
  void gradientsMatchFiniteDifferences(
      NegativeSampler sampler, int batch, int time, int out, int in, int steps, int window) {
    Parameter predictor = predictor(steps, in, out);
    InfoNce loss = new InfoNce(bench.engine(), predictor, sampler, window);
    Tensor context = bench.random(batch, time, in);
    Tensor encoding = bench.random(batch, time, out);

    Evaluation found = evaluate(loss, context, encoding, Targets.TRAINED);

    DoubleSupplier value = () -> value(loss, context, encoding);
    assertGradient("predictor", bench.engine(), predictor.value(), predictor.gradient(), value);
    assertGradient("context", bench.engine(), context, found.dContext(), value);
    assertGradient("encoding", bench.engine(), encoding, found.dEncoding().orElseThrow(), value);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void gradientsAddUpWhereTheContextIsTheEncoding(NegativeSampler sampler) {
    InfoNce loss = new InfoNce(bench.engine(), predictor(2, 3, 3), sampler, 5);
    Tensor z = bench.random(2, 8, 3);

    Evaluation found = evaluate(loss, z, z, Targets.TRAINED);

    Tensor sum = found.dEncoding().orElseThrow();
    bench.engine().add(found.dContext().matrix(), sum.matrix());
    assertGradient("z", bench.engine(), z, sum, () -> value(loss, z, z));
  }

  @Test
  void givesFixedTargetsNoGradient() {
    Parameter predictor = predictor(2, 3, 3);
    InfoNce loss = new InfoNce(bench.engine(), predictor, new WholeBatchSampler(4), 0);
    Tensor context = bench.random(2, 8, 3);
    Tensor encoding = bench.random(2, 8, 3);

    Evaluation trained = evaluate(loss, context, encoding, Targets.TRAINED);
    Evaluation fixed = evaluate(loss, context, encoding, Targets.FIXED);

    assertThat(fixed.dEncoding()).isEmpty();
    assertThat(fixed.loss()).isEqualTo(trained.loss());
    assertThat(bench.read(fixed.dContext())).containsExactly(bench.read(trained.dContext()));
  }

  @Test
  void leavesContextsOutsideTheWindowWithoutGradient() {
    InfoNce loss = new InfoNce(bench.engine(), predictor(1, 2, 2), new WholeBatchSampler(3), 4);
    Tensor context = bench.random(1, 40, 2);

    double[] gradients = bench.read(evaluate(loss, context, context, Targets.TRAINED).dContext());

    int moved = 0;
    for (int t = 0; t < 40; t++) {
      moved += gradients[2 * t] != 0 ? 1 : 0;
    }
    assertThat(moved).as("frames t with t and t + 1 in a window of four").isEqualTo(3);
  }

  static Stream<Arguments> uniform() {
    return Stream.of(10, 16)
        .flatMap(
            n ->
                Stream.of(
                        new WholeBatchSampler(n),
                        new OtherTargetsSampler(n),
                        new SameSequenceSampler(n),
                        new MixedSampler(4, n - 4))
                    .map(sampler -> Arguments.of(n, sampler)));
  }

  @ParameterizedTest(name = "{0} negatives, {1}")
  @MethodSource("uniform")
  void costsTheLogOfTheCandidatesWhereScoresAreAlike(int negatives, NegativeSampler sampler) {
    double expected = negatives == 10 ? 2.3978952727983707 : 2.833213344056216;
    Parameter predictor = predictor(3, 4, 5);
    InfoNce loss = new InfoNce(bench.engine(), predictor, sampler, 0);
    Tensor context = bench.random(2, 20, 4);
    Tensor equal = bench.zeros(2, 20, 5);
    bench.engine().fill(equal.matrix(), 0.3);

    Evaluation allEqual = evaluate(loss, context, equal, Targets.TRAINED);
    bench.engine().fill(predictor.value().matrix(), 0);
    Evaluation noWeights = evaluate(loss, context, bench.random(2, 20, 5), Targets.TRAINED);

    assertThat(allEqual.loss()).isCloseTo(expected, within(1e-14));
    assertThat(noWeights.loss()).isCloseTo(expected, within(1e-14));
    assertThat(noWeights.accuracy().orElseThrow()).isCloseTo(1.0 / (negatives + 1), within(1e-14));
    assertThat(bench.read(noWeights.dContext())).containsOnly(0);
    assertThat(bench.read(noWeights.dEncoding().orElseThrow())).containsOnly(0);
  }

  /** c = (1, 2), W = [[.5, −1], [2, .25]], z⁺ = (1, 1), z⁻ = (0, 1), (−1, .5) and (2, −1). */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "zᵀWc, .5, 2, -1, .25, 2.41928266735368",
    "cᵀWz, .5, -1, 2, .25, 5.50412430232424",
  })
  void computesTheExampleByHand(
      String form, double w00, double w01, double w10, double w11, double expected) {
    NegativeSampler frameZeros =
        (anchors, random) -> List.of(new int[] {0, 2, 4, 0, 2, 4, 4, 0, 2});
    Parameter predictor =
        new Parameter(bench.of(new double[] {w00, w01, w10, w11}, 1, 2, 2), bench.zeros(1, 2, 2));
    Tensor context = bench.of(new double[] {1, 2, 9, 9, 1, 2, 9, 9, 1, 2, 9, 9}, 3, 2, 2);
    Tensor encoding = bench.of(new double[] {0, 1, 1, 1, -1, .5, 1, 1, 2, -1, 1, 1}, 3, 2, 2);

    InfoNce loss = new InfoNce(bench.engine(), predictor, frameZeros, 0);

    assertThat(value(loss, context, encoding)).as(form).isCloseTo(expected, within(1e-14));
  }

  /**
   * Frames of a recording are all alike, and those of another not: with the first frame of each
   * sequence as contexts 1 and 2, {@code s = z·w·c}, an own negative scores as the true candidate
   * does, and one of the batch as what was drawn.
   */
  @Test
  void computesTheExampleByHandOfMixedNegatives() {
    List<int[]> drawn = new ArrayList<>();
    NegativeSampler mixed =
        (anchors, random) -> {
          drawn.addAll(new MixedSampler(2, 1).draw(anchors, random));
          return drawn;
        };
    Parameter predictor = new Parameter(bench.of(new double[] {.5}, 1, 1, 1), bench.zeros(1, 1, 1));
    Tensor context = bench.of(new double[] {1, 9, 2, 9}, 2, 2, 1);
    Tensor encoding = bench.of(new double[] {3, 3, -4, -4}, 2, 2, 1);

    double loss = value(new InfoNce(bench.engine(), predictor, mixed, 0), context, encoding);

    double ofFirst = drawn.get(0)[2] < 2 ? 1.5 : -2; // 3·0.5·1 or −4·0.5·1
    double ofSecond = drawn.get(0)[5] < 2 ? 3 : -4;
    double expected =
        (Math.log(3 * Math.exp(1.5) + Math.exp(ofFirst))
                - 1.5
                + Math.log(3 * Math.exp(-4) + Math.exp(ofSecond))
                + 4)
            / 2;
    assertThat(loss).isCloseTo(expected, within(1e-14));
  }

  /** At W = 0: {@code dL/dW[a, b] = −mean over anchors of c_a·(z⁺ − mean of all candidates)_b}. */
  @Test
  void startsToSetTheTrueCandidateOffFromTheMeanCandidate() {
    NegativeSampler sampler = (anchors, random) -> List.of(new int[] {0, 1, 3, 0, 2, 3});
    Parameter predictor = new Parameter(bench.zeros(1, 2, 3), bench.zeros(1, 2, 3));
    Tensor context = bench.random(2, 2, 2);
    Tensor encoding = bench.random(2, 2, 3);

    evaluate(
        new InfoNce(bench.engine(), predictor, sampler, 0), context, encoding, Targets.TRAINED);

    double[] c = bench.read(context);
    double[] z = bench.read(encoding);
    int[][] candidates = {{1, 0, 1, 3}, {3, 0, 2, 3}};
    double[] expected = new double[6];
    for (int anchor = 0; anchor < 2; anchor++) {
      for (int i = 0; i < 6; i++) {
        double mean = 0;
        for (int row : candidates[anchor]) {
          mean += z[3 * row + i % 3] / 4;
        }
        double apart = z[3 * candidates[anchor][0] + i % 3] - mean;
        expected[i] -= c[4 * anchor + i / 3] * apart / 2;
      }
    }
    assertThat(bench.read(predictor.gradient())).containsExactly(expected, within(1e-15));
  }

  @Test
  void doesNotDependOnTheOrderOfTheNegatives() {
    NegativeSampler forwards = (anchors, random) -> List.of(new int[] {0, 1, 3, 0, 2, 3});
    NegativeSampler backwards = (anchors, random) -> List.of(new int[] {3, 1, 0, 3, 2, 0});
    Parameter predictor = predictor(1, 2, 3);
    Tensor context = bench.random(2, 2, 2);
    Tensor encoding = bench.random(2, 2, 3);

    double one = value(new InfoNce(bench.engine(), predictor, forwards, 0), context, encoding);
    double other = value(new InfoNce(bench.engine(), predictor, backwards, 0), context, encoding);

    assertThat(one).isCloseTo(other, within(1e-15));
  }

  @Test
  void doesNotDependOnScaleThatThePredictorTakesBack() {
    Parameter predictor = predictor(2, 3, 3);
    InfoNce loss = new InfoNce(bench.engine(), predictor, new WholeBatchSampler(5), 0);
    Tensor context = bench.random(2, 6, 3);
    Tensor encoding = bench.random(2, 6, 3);
    double before = value(loss, context, encoding);

    scale(context, 8);
    scale(predictor.value(), 1.0 / 8);

    assertThat(value(loss, context, encoding)).isEqualTo(before);
  }

  @Test
  void weighsAllStepsAlikeHoweverManyAnchorsTheyHave() {
    Parameter both = predictor(2, 2, 2);
    Parameter first = new Parameter(both.value().slice(0, 1, 2, 2), bench.zeros(1, 2, 2));
    Parameter second = new Parameter(both.value().slice(4, 1, 2, 2), bench.zeros(1, 2, 2));
    Tensor z = bench.random(1, 4, 2);
    NegativeSampler ofBoth = (anchors, random) -> List.of(new int[] {0, 1, 2}, new int[] {3, 1});
    NegativeSampler ofFirst = (anchors, random) -> List.of(new int[] {0, 1, 2});
    // The second step alone is a first step to encodings that come a frame earlier.
    Tensor contexts = bench.of(Arrays.copyOfRange(bench.read(z), 0, 6), 1, 3, 2);
    Tensor ahead = bench.of(Arrays.copyOfRange(bench.read(z), 2, 8), 1, 3, 2);
    NegativeSampler ofSecond = (anchors, random) -> List.of(new int[] {2, 0});

    double mean = value(new InfoNce(bench.engine(), both, ofBoth, 0), z, z);
    double ofStepOne = value(new InfoNce(bench.engine(), first, ofFirst, 0), z, z);
    double ofStepTwo = value(new InfoNce(bench.engine(), second, ofSecond, 0), contexts, ahead);

    assertThat(ofStepOne).isNotCloseTo(ofStepTwo, within(1e-3));
    assertThat(mean).isCloseTo((ofStepOne + ofStepTwo) / 2, within(1e-14));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Parameter predictor = predictor(3, 2, 2);
    InfoNce loss = new InfoNce(bench.engine(), predictor, new WholeBatchSampler(5), 0);
    Tensor z = bench.random(1, 5, 2);
    Tensor wide = bench.random(1, 5, 3);
    Tensor brief = bench.random(1, 3, 2);

    assertThatThrownBy(() -> value(loss, wide, z))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("context must have shape [1, 5, 2], but has [1, 5, 3]");
    assertThatThrownBy(() -> value(loss, z, wide))
        .hasMessage("encoding must have shape [1, 5, 2], but has [1, 5, 3]");
    assertThatThrownBy(() -> value(loss, brief, brief))
        .hasMessage("predicting 3 steps ahead needs more than 3 frames, but there are 3");
    NegativeSampler uneven = (anchors, random) -> List.of(new int[5], new int[3], new int[2]);
    assertThatThrownBy(() -> value(new InfoNce(bench.engine(), predictor, uneven, 0), z, z))
        .hasMessage("step 1 has 4 anchors, but 5 negatives");
  }

  private Evaluation evaluate(InfoNce loss, Tensor context, Tensor encoding, Targets targets) {
    RandomStream random = RandomStream.of(11, Purpose.NEGATIVES);
    return loss.evaluate(
        new LocalLoss.Batch(context, encoding, targets, new int[0]), random, bench.arena());
  }

  private double value(InfoNce loss, Tensor context, Tensor encoding) {
    try (Arena.Frame frame = bench.arena().frame()) {
      return evaluate(loss, context, encoding, Targets.FIXED).loss();
    }
  }

  private Parameter predictor(int steps, int in, int out) {
    return new Parameter(bench.random(steps, in, out), bench.zeros(steps, in, out));
  }

  private void scale(Tensor x, double factor) {
    double[] numbers = bench.read(x);
    Arrays.setAll(numbers, i -> factor * numbers[i]);
    bench.engine().write(numbers, x);
  }
}
