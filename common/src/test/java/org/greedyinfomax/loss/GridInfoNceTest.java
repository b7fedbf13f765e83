package org.greedyinfomax.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

abstract class GridInfoNceTest {

  private static final List<Direction> ALL =
      List.of(Direction.DOWN, Direction.RIGHT, Direction.UP, Direction.LEFT);

  private final Bench bench;

  GridInfoNceTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(new AllTargetsSampler(3), List.of(Direction.DOWN), 2, 5, 3, 3, 1),
        Arguments.of(new AllTargetsSampler(3), List.of(Direction.RIGHT), 2, 2, 4, 2, 1),
        Arguments.of(
            new OtherTargetsSampler(3), List.of(Direction.UP, Direction.LEFT), 2, 4, 3, 1, 1),
        Arguments.of(new WholeBatchSampler(3), ALL, 1, 3, 4, 1, 0),
        Arguments.of(new AllTargetsSampler(2), ALL, 9, 4, 4, 2, 1));
  }

  @ParameterizedTest(name = "{0} {1}: {2} images of {3} x {4}, {5} steps, skip {6}")
  @MethodSource("cases")
  void gradientsMatchFiniteDifferences(
      NegativeSampler sampler,
      List<Direction> directions,
      int images,
      int rows,
      int columns,
      int steps,
      int skip) {
    Parameter predictor = predictor(directions.size() * steps, 3, 2);
    GridInfoNce loss = new GridInfoNce(bench.engine(), predictor, sampler, directions, skip);
    Tensor context = bench.random(images, rows, columns, 3);
    Tensor encoding = bench.random(images, rows, columns, 2);

    Evaluation found = evaluate(loss, context, encoding);

    DoubleSupplier value = () -> value(loss, context, encoding);
    assertGradient("predictor", bench.engine(), predictor.value(), predictor.gradient(), value);
    assertGradient("context", bench.engine(), context, found.dContext(), value);
    assertGradient("encoding", bench.engine(), encoding, found.dEncoding().orElseThrow(), value);
  }

  /** One column, so that a grid is a sequence; the row below is the next frame. */
  @Test
  void downOneColumnIsForwardInTime() {
    Parameter predictor = predictor(2, 3, 3);
    Tensor column = bench.random(1, 6, 1, 3);
    LocalLoss grid =
        new GridInfoNce(
            bench.engine(), predictor, new AllTargetsSampler(4), List.of(Direction.DOWN), 0);
    LocalLoss sequence = new InfoNce(bench.engine(), predictor, afterAWindow(4), 0);

    double loss = evaluate(sequence, column.reshape(1, 6, 3), column.reshape(1, 6, 3)).loss();

    assertThat(evaluate(grid, column, column).loss()).isEqualTo(loss);
  }

  /** Along time, the start of a window is drawn first, even if there is only one. */
  private static NegativeSampler afterAWindow(int negatives) {
    return (anchors, random) ->
        new AllTargetsSampler(negatives).draw(anchors, RandomStream.of(5, Purpose.NEGATIVES));
  }

  @Test
  void scoresOfOnePatchAgainstAnotherAreThoseOfTheFormula() {
    Parameter predictor = predictor(1, 2, 2);
    bench.engine().write(new double[] {0.5, 2, -1, 0.25}, predictor.value());
    // Two columns: the context (1, 2) meets its target (1, 1) and, three times, (0, 1).
    Tensor z = bench.of(new double[] {1, 2, 0, 0, 9, 9, 9, 9, 1, 1, 0, 1}, 1, 3, 2, 2);
    NegativeSampler other = (anchors, random) -> List.of(new int[] {5, 5, 5, 4, 4, 4});

    Evaluation found =
        evaluate(
            new GridInfoNce(bench.engine(), predictor, other, List.of(Direction.DOWN), 1), z, z);

    // c·P = (1, 2)·[[0.5, 2], [−1, 0.25]] = (−1.5, 2.5): scores 1 and 2.5; the other anchor is 0
    double first = Math.log(1 + 3 * Math.exp(1.5));
    assertThat(found.loss()).isCloseTo((first + Math.log(4)) / 2, within(1e-12));
    assertThat(found.accuracy().orElseThrow()).isCloseTo((0 + 0.25) / 2, within(1e-12));
  }

  @Test
  void upIsDownOnAnImageStoodOnItsHead() {
    double[] numbers = bench.read(bench.random(1, 4, 1, 2));
    double[] turned = new double[numbers.length];
    for (int row = 0; row < 4; row++) {
      System.arraycopy(numbers, 2 * row, turned, 2 * (3 - row), 2);
    }
    Parameter predictor = predictor(2, 2, 2);

    assertThat(loss(predictor, Direction.UP, bench.of(turned, 1, 4, 1, 2)))
        .isEqualTo(loss(predictor, Direction.DOWN, bench.of(numbers, 1, 4, 1, 2)));
    assertThat(loss(predictor, Direction.RIGHT, bench.of(numbers, 1, 1, 4, 2)))
        .isEqualTo(loss(predictor, Direction.DOWN, bench.of(numbers, 1, 4, 1, 2)));
    assertThat(loss(predictor, Direction.LEFT, bench.of(turned, 1, 1, 4, 2)))
        .isEqualTo(loss(predictor, Direction.DOWN, bench.of(numbers, 1, 4, 1, 2)));
  }

  private double loss(Parameter predictor, Direction direction, Tensor z) {
    LocalLoss loss =
        new GridInfoNce(bench.engine(), predictor, new AllTargetsSampler(4), List.of(direction), 1);
    return evaluate(loss, z, z).loss();
  }

  @ParameterizedTest
  @EnumSource(
      value = Direction.class,
      names = {"DOWN", "RIGHT", "UP", "LEFT"})
  void patchesThatAreAllAlikeCostTheLogarithmOfTheCandidates(Direction direction) {
    Tensor z = bench.zeros(3, 7, 7, 4);
    bench.engine().fill(z.matrix(), 0.5);
    GridInfoNce loss =
        new GridInfoNce(
            bench.engine(), predictor(5, 4, 4), new AllTargetsSampler(16), List.of(direction), 1);

    Evaluation found = evaluate(loss, z, z);

    assertThat(found.loss()).isCloseTo(2.833213344056216, within(1e-12));
    assertThat(found.accuracy().orElseThrow()).isCloseTo(1.0 / 17, within(1e-12));
  }

  @Test
  void refusesDirectionsThatAreNone() {
    assertThatThrownBy(
            () ->
                new GridInfoNce(
                    bench.engine(),
                    predictor(2, 2, 2),
                    new AllTargetsSampler(1),
                    List.of(Direction.FORWARD),
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a grid needs different directions and as many steps in each, but has [FORWARD] and"
                + " 2");
  }

  private double value(LocalLoss loss, Tensor context, Tensor encoding) {
    try (Arena.Frame frame = bench.arena().frame()) {
      return evaluate(loss, context, encoding).loss();
    }
  }

  private Parameter predictor(int steps, int in, int out) {
    return new Parameter(bench.random(steps, in, out), bench.zeros(steps, in, out));
  }

  private Evaluation evaluate(LocalLoss loss, Tensor context, Tensor encoding) {
    return loss.evaluate(
        new LocalLoss.Batch(context, encoding, Targets.TRAINED, new int[0]),
        RandomStream.of(5, Purpose.NEGATIVES),
        bench.arena());
  }
}
