package org.greedyinfomax.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.greedyinfomax.layer.Gru.Reach;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(EveryEngine.class)
final class GruTest {

  private final Bench bench;

  GruTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  @ParameterizedTest(name = "[{0}, {1}, {2}] to a state of {3}")
  @CsvSource({"1, 1, 1, 1", "1, 5, 1, 1", "3, 1, 2, 4", "2, 6, 3, 4"})
  void equalsTheCellStepByStep(int batch, int time, int in, int hidden) {
    Gru.Parameters parameters = parameters(in, hidden);
    Tensor x = bench.random(batch, time, in);

    Tensor y = gru(Reach.WHOLE_PAST, parameters).forward(x, bench.arena()).output();

    assertThat(y.shape()).containsExactly(batch, time, hidden);
    assertThat(bench.read(y)).containsExactly(states(x, parameters), within(1e-14));
  }

  @Test
  void packedSequencesHaveTheStatesThatEachHasAlone() {
    int[] lengths = {7, 4, 4, 1};
    Gru.Parameters parameters = parameters(3, 4);
    Gru gru = gru(Reach.WHOLE_PAST, parameters);
    PackedSequences sequences = new PackedSequences(lengths);
    Tensor x = bench.random(sequences.frames(), 3);

    Tensor y = gru.states(x, sequences, bench.arena());

    for (int i = 0; i < lengths.length; i++) {
      Tensor alone = bench.zeros(1, lengths[i], 3);
      for (int t = 0; t < lengths[i]; t++) {
        bench.engine().copy(x.matrix().rows(sequences.start(t) + i, 1), alone.matrix().rows(t, 1));
      }
      double[] expected = states(alone, parameters);
      for (int t = 0; t < lengths[i]; t++) {
        assertThat(bench.read(y.slice((sequences.start(t) + i) * 4L, 4)))
            .containsExactly(Arrays.copyOfRange(expected, t * 4, t * 4 + 4), within(1e-14));
      }
    }
  }

  @ParameterizedTest(name = "[{0}, {1}, {2}] to a state of {3}")
  @CsvSource({"1, 1, 1, 1", "1, 5, 1, 1", "3, 1, 2, 4", "2, 6, 3, 4"})
  void gradientsThroughTimeMatchFiniteDifferences(int batch, int time, int in, int hidden) {
    Gru.Parameters parameters = parameters(in, hidden);
    Gru gru = gru(Reach.WHOLE_PAST, parameters);
    Tensor x = bench.random(batch, time, in);
    Tensor dy = bench.random(batch, time, hidden);

    Tensor dx = gru.forward(x, bench.arena()).backward(copy(dy));

    DoubleSupplier loss =
        () -> {
          try (Arena.Frame frame = bench.arena().frame()) {
            return bench.dot(dy, gru.forward(x, bench.arena()).output());
          }
        };
    assertGradient("x", bench.engine(), x, dx, loss);
    for (Parameter parameter : all(parameters)) {
      assertGradient("parameter", bench.engine(), parameter.value(), parameter.gradient(), loss);
    }
  }

  @ParameterizedTest(name = "[{0}, {1}, {2}] to a state of {3}")
  @CsvSource({"1, 1, 1, 1", "1, 5, 1, 1", "2, 6, 3, 4"})
  void gradientsOfOneStepTakeThePreviousStateAsAConstant(int batch, int time, int in, int hidden) {
    Gru.Parameters parameters = parameters(in, hidden);
    Tensor x = bench.random(batch, time, in);
    Tensor dy = bench.random(batch, time, hidden);
    double[] constant = previous(states(x, parameters), time, hidden);

    Tensor dx = gru(Reach.ONE_STEP, parameters).forward(x, bench.arena()).backward(copy(dy));

    double[] gradients = bench.read(dy);
    DoubleSupplier loss =
        () -> {
          double sum = 0;
          for (int row = 0; row < batch * time; row++) {
            double[] state = new double[hidden];
            System.arraycopy(constant, row * hidden, state, 0, hidden);
            state = cell(x, row, state, parameters);
            for (int i = 0; i < hidden; i++) {
              sum += gradients[row * hidden + i] * state[i];
            }
          }
          return sum;
        };
    assertGradient("x", bench.engine(), x, dx, loss);
    for (Parameter parameter : all(parameters)) {
      assertGradient("parameter", bench.engine(), parameter.value(), parameter.gradient(), loss);
    }
  }

  @Test
  void computesTheSameWhateverTheReachOfItsGradients() {
    Gru.Parameters parameters = parameters(3, 4);
    Tensor x = bench.random(2, 6, 3);

    Tensor whole = gru(Reach.WHOLE_PAST, parameters).forward(x, bench.arena()).output();
    Tensor cut = gru(Reach.ONE_STEP, parameters).forward(x, bench.arena()).output();

    assertThat(bench.read(cut)).containsExactly(bench.read(whole));
  }

  @Test
  void reachesTheWholePastOrOneStep() {
    Gru.Parameters parameters = parameters(1, 2);
    Tensor x = bench.random(1, 5, 1);
    double[] atFrameThree = {0, 0, 0, 0, 0, 0, 1, 1, 0, 0};

    Tensor whole =
        gru(Reach.WHOLE_PAST, parameters)
            .forward(x, bench.arena())
            .backward(bench.of(atFrameThree, 1, 5, 2));
    Tensor cut =
        gru(Reach.ONE_STEP, parameters)
            .forward(x, bench.arena())
            .backward(bench.of(atFrameThree, 1, 5, 2));

    double[] wholePast = bench.read(whole);
    double[] oneStep = bench.read(cut);
    for (int t = 0; t < 5; t++) {
      assertThat(wholePast[t] != 0).as("whole past, frame %d", t).isEqualTo(t <= 3);
      assertThat(oneStep[t] != 0).as("one step, frame %d", t).isEqualTo(t == 3);
    }
  }

  @Test
  void staysAtZeroWithoutWeights() {
    Gru.Parameters parameters = parameters(3, 4);
    for (Parameter parameter : all(parameters)) {
      bench.engine().fill(parameter.value().matrix(), 0);
    }

    Tensor y =
        gru(Reach.WHOLE_PAST, parameters).forward(bench.random(2, 6, 3), bench.arena()).output();

    assertThat(bench.read(y)).containsOnly(0);
  }

  @Test
  void halvesItsStateInEachStepWithoutWeights() {
    Tensor zeros = bench.zeros(1, 3);
    Tensor state = bench.of(new double[] {0.75}, 1, 1);
    Tensor next = bench.zeros(1, 1);

    bench
        .engine()
        .gruStep(
            zeros.matrix(),
            zeros.matrix(),
            state.matrix(),
            bench.zeros(1, 4).matrix(),
            next.matrix());

    assertThat(bench.read(next)).containsExactly(0.375);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Gru.Parameters fits = parameters(3, 4);
    Gru gru = gru(Reach.WHOLE_PAST, fits);

    assertThatThrownBy(() -> gru.forward(bench.random(2, 6, 4), bench.arena()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("GRU input must have shape [*, *, 3], but has [2, 6, 4]");
    Gru.Parameters broken =
        new Gru.Parameters(fits.inputWeight(), fits.stateWeight(), parameter(11), fits.stateBias());
    assertThatThrownBy(() -> gru(Reach.ONE_STEP, broken))
        .hasMessage("GRU input bias must have shape [12], but has [11]");
  }

  private Gru gru(Reach reach, Gru.Parameters parameters) {
    return new Gru(bench.engine(), reach, parameters);
  }

  private Gru.Parameters parameters(int in, int hidden) {
    return new Gru.Parameters(
        parameter(in, 3 * hidden),
        parameter(hidden, 3 * hidden),
        parameter(3 * hidden),
        parameter(3 * hidden));
  }

  private Parameter parameter(int... shape) {
    return new Parameter(bench.random(shape), bench.zeros(shape));
  }

  private static List<Parameter> all(Gru.Parameters parameters) {
    return List.of(
        parameters.inputWeight(),
        parameters.stateWeight(),
        parameters.inputBias(),
        parameters.stateBias());
  }

  private Tensor copy(Tensor x) {
    return bench.of(bench.read(x), x.shape());
  }

  /** All states, computed one by one as the definition says. */
  private double[] states(Tensor x, Gru.Parameters parameters) {
    int time = x.length(1);
    int hidden = parameters.stateWeight().value().length(0);
    double[] all = new double[x.length(0) * time * hidden];
    double[] state = new double[hidden];
    for (int row = 0; row < x.length(0) * time; row++) {
      state = cell(x, row, row % time == 0 ? new double[hidden] : state, parameters);
      System.arraycopy(state, 0, all, row * hidden, hidden);
    }
    return all;
  }

  private static double[] previous(double[] states, int time, int hidden) {
    double[] previous = new double[states.length];
    for (int i = hidden; i < states.length; i++) {
      previous[i] = i / hidden % time == 0 ? 0 : states[i - hidden];
    }
    return previous;
  }

  private double[] cell(Tensor x, int row, double[] before, Gru.Parameters parameters) {
    int hidden = before.length;
    double[] input = bench.read(x.slice((long) row * x.length(2), x.length(2)));
    double[] xs = affine(input, parameters.inputWeight(), parameters.inputBias());
    double[] ss = affine(before, parameters.stateWeight(), parameters.stateBias());
    double[] state = new double[hidden];
    for (int i = 0; i < hidden; i++) {
      double r = 1 / (1 + Math.exp(-xs[i] - ss[i]));
      double u = 1 / (1 + Math.exp(-xs[hidden + i] - ss[hidden + i]));
      double n = Math.tanh(xs[2 * hidden + i] + r * ss[2 * hidden + i]);
      state[i] = (1 - u) * n + u * before[i];
    }
    return state;
  }

  private double[] affine(double[] x, Parameter weight, Parameter bias) {
    double[] w = bench.read(weight.value());
    double[] y = bench.read(bias.value());
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < x.length; i++) {
        y[o] += x[i] * w[i * y.length + o];
      }
    }
    return y;
  }
}
