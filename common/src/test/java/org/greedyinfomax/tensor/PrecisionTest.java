package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Training runs in single, proofs in double precision: both must compute the same. */
@ParameterizedClass
@EnumSource(EveryEngine.class)
final class PrecisionTest {

  private static final int[] ROWS = {3, 0, 3};
  private static final Windows WINDOWS = new Windows(1, 4, 6, 3, Kernel.square(3, 2, 1));

  private final EveryEngine engines;

  PrecisionTest(EveryEngine engines) {
    this.engines = engines;
  }

  static Stream<Named<Function<Bench, double[]>>> operations() {
    return Stream.of(
        Named.of("multiply", PrecisionTest::product),
        Named.of("addColumnSums", PrecisionTest::columnSums),
        Named.of("sumOfSquares", PrecisionTest::squares),
        Named.of("gruStep and gruGradient", PrecisionTest::gru),
        Named.of("gate and gateGradient", PrecisionTest::gate),
        Named.of("im2col", PrecisionTest::unfolded),
        Named.of("col2im", PrecisionTest::folded),
        Named.of("gather", PrecisionTest::gathered),
        Named.of("scatterAdd", PrecisionTest::scattered),
        Named.of("contrast", PrecisionTest::contrast),
        Named.of("classify", PrecisionTest::classify),
        Named.of("adam", PrecisionTest::adam));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void singleAgreesWithDouble(Function<Bench, double[]> operation) {
    double[] single = run(operation, Precision.SINGLE);
    double[] exact = run(operation, Precision.DOUBLE);

    assertThat(single).hasSameSizeAs(exact);
    for (int i = 0; i < exact.length; i++) {
      assertThat(Math.abs(single[i] - exact[i]) / Math.max(1, Math.abs(exact[i])))
          .as("number %d: %s in single, %s in double precision", i, single[i], exact[i])
          .isLessThan(1e-5);
    }
  }

  private double[] run(Function<Bench, double[]> operation, Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      return operation.apply(bench);
    }
  }

  private static double[] product(Bench bench) {
    Tensor c = bench.zeros(20, 15);
    bench
        .engine()
        .multiply(bench.random(20, 60).matrix(), bench.random(60, 15).matrix(), c.matrix());
    return bench.read(c);
  }

  private static double[] columnSums(Bench bench) {
    Tensor sums = bench.random(6);
    bench.engine().addColumnSums(bench.random(50, 6).matrix(), sums);
    return bench.read(sums);
  }

  private static double[] squares(Bench bench) {
    return new double[] {bench.engine().sumOfSquares(bench.random(50, 6).matrix())};
  }

  private static double[] gru(Bench bench) {
    Matrix previous = bench.random(3, 4).matrix();
    Tensor gates = bench.zeros(3, 16);
    Tensor state = bench.zeros(3, 4);
    bench
        .engine()
        .gruStep(
            bench.random(3, 12).matrix(),
            bench.random(3, 12).matrix(),
            previous,
            gates.matrix(),
            state.matrix());
    Tensor dFromInput = bench.zeros(3, 12);
    Tensor dFromState = bench.zeros(3, 12);
    Tensor dPrevious = bench.zeros(3, 4);
    bench
        .engine()
        .gruGradient(
            gates.matrix(),
            previous,
            bench.random(3, 4).matrix(),
            dFromInput.matrix(),
            dFromState.matrix(),
            dPrevious.matrix());
    return Stream.of(state, gates, dFromInput, dFromState, dPrevious)
        .flatMapToDouble(tensor -> Arrays.stream(bench.read(tensor)))
        .toArray();
  }

  private static double[] gate(Bench bench) {
    Tensor gates = bench.random(3, 8);
    Tensor y = bench.zeros(3, 4);
    bench.engine().gate(gates.matrix(), y.matrix());
    bench.engine().gateGradient(gates.matrix(), bench.random(3, 4).matrix());
    return Stream.of(y, gates)
        .flatMapToDouble(tensor -> Arrays.stream(bench.read(tensor)))
        .toArray();
  }

  private static double[] unfolded(Bench bench) {
    Tensor columns = bench.random(6, 27);
    bench.engine().im2col(WINDOWS, bench.random(1, 4, 6, 3), 0, columns.matrix());
    return bench.read(columns);
  }

  private static double[] folded(Bench bench) {
    Tensor image = bench.random(1, 4, 6, 3);
    bench.engine().col2im(WINDOWS, bench.random(6, 27).matrix(), 0, image);
    return bench.read(image);
  }

  private static double[] gathered(Bench bench) {
    Tensor gathered = bench.zeros(3, 7);
    bench.engine().gather(bench.random(5, 7).matrix(), ROWS, 0, gathered.matrix());
    return bench.read(gathered);
  }

  private static double[] scattered(Bench bench) {
    Tensor rows = bench.random(5, 7);
    bench.engine().scatterAdd(bench.random(3, 7).matrix(), rows.matrix(), ROWS, 0);
    return bench.read(rows);
  }

  /** Eleven false candidates: two loops over four, and three over one. */
  private static double[] contrast(Bench bench) {
    Tensor candidates = bench.random(20, 70);
    Tensor gradients = bench.random(20, 70);
    Tensor predicted = bench.random(6, 5, 70);
    NegativeSets sets = new NegativeSets(11, 2);
    for (int a = 0; a < 5; a++) {
      int[] rows = IntStream.range(0, 22).map(i -> (7 * i * i) % 20).toArray();
      sets.add(a, 0, 4, a, rows, a);
      sets.add(a, 4, 1, a + 8, rows, a + 5);
    }
    ContrastSums sums =
        bench
            .engine()
            .contrast(
                sets,
                new double[] {0.1, 0.2, 0.3, 0.4, 0.5, 0.6},
                candidates.matrix(),
                predicted,
                Optional.of(gradients.matrix()),
                bench.zeros(sets.scratch(6, 70)));
    return Stream.of(bench.of(new double[] {sums.loss(), sums.correct()}, 2), predicted, gradients)
        .flatMapToDouble(tensor -> Arrays.stream(bench.read(tensor)))
        .toArray();
  }

  private static double[] classify(Bench bench) {
    Tensor scores = bench.random(6, 11);
    int[] classes = {3, 0, 10, 5, 5, 1};
    ContrastSums sums = bench.engine().classify(scores.matrix(), classes, 0.5);
    return DoubleStream.concat(
            DoubleStream.of(sums.loss(), sums.correct()), Arrays.stream(bench.read(scores)))
        .toArray();
  }

  private static double[] adam(Bench bench) {
    Tensor value = bench.random(20);
    Tensor first = bench.random(20);
    Tensor second = bench.zeros(20);
    AdamStep step = new AdamStep(2e-3, 0.9, 0.999, 0.03, 1e-8);
    bench.engine().adam(step, bench.random(20), first, second, value);
    return Stream.of(value, first, second)
        .flatMapToDouble(tensor -> Arrays.stream(bench.read(tensor)))
        .toArray();
  }
}
