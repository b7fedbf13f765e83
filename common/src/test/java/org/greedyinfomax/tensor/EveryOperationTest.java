package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations on matrices of random shapes, against the engine that computes in memory. */
@ParameterizedClass
@EnumSource(
    value = EveryEngine.class,
    names = {"ND4J", "CUDA"})
final class EveryOperationTest {

  private static final int SHAPES = 8; // random ones for each operation

  private final EveryEngine engines;

  EveryOperationTest(EveryEngine engines) {
    this.engines = engines;
  }

  /** Changes matrices of random shapes; returns what it tells otherwise. */
  @FunctionalInterface
  private interface Work {
    double[] run(Rectangles room, Engine engine);
  }

  /** Changes matrices of random shapes. */
  @FunctionalInterface
  private interface Change {
    void run(Rectangles room, Engine engine);
  }

  private record Operation(String name, Work work) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Operation changing(String name, Change change) {
    return new Operation(
        name,
        (room, engine) -> {
          change.run(room, engine);
          return new double[0];
        });
  }

  static Stream<Arguments> operations() {
    Operation[] operations = {
      changing("multiply", (room, engine) -> product(room, engine::multiply)),
      changing("addProduct", (room, engine) -> product(room, engine::addProduct)),
      changing("fill", (room, engine) -> engine.fill(one(room), 0.3)),
      changing("copy", (room, engine) -> two(room, engine::copy)),
      changing("add", (room, engine) -> two(room, engine::add)),
      changing("transpose", EveryOperationTest::transpose),
      changing("relu", (room, engine) -> two(room, engine::relu)),
      changing("reluGradient", (room, engine) -> two(room, engine::reluGradient)),
      changing("addBias", (room, engine) -> withRow(room, engine::addBias)),
      changing("addBiasRelu", (room, engine) -> withRow(room, engine::addBiasRelu)),
      changing(
          "addColumnSums",
          (room, engine) -> withRow(room, (row, x) -> engine.addColumnSums(x, row))),
      new Operation(
          "sumOfSquares", (room, engine) -> new double[] {engine.sumOfSquares(one(room))}),
      changing("gruStep and gruGradient", EveryOperationTest::gru),
      changing("gate and gateGradient", EveryOperationTest::gate),
      changing("im2col and col2im", EveryOperationTest::im2col),
      changing("gather", EveryOperationTest::gather),
      changing("scatterAdd", EveryOperationTest::scatterAdd),
      new Operation("contrast", EveryOperationTest::contrast),
      new Operation("classify", EveryOperationTest::classify),
      changing("adam", EveryOperationTest::adam),
      new Operation("roundToHalf, store and load", EveryOperationTest::halves)
    };
    return Arrays.stream(Precision.values())
        .flatMap(precision -> Arrays.stream(operations).map(one -> Arguments.of(precision, one)));
  }

  @ParameterizedTest(name = "{1} in {0} precision")
  @MethodSource("operations")
  void computesWhatTheHostComputes(Precision precision, Operation operation) {
    double tolerance = precision == Precision.SINGLE ? 1e-5 : 1e-12;
    for (int seed = 0; seed < SHAPES; seed++) {
      double[] expected = run(EveryEngine.CPU, precision, operation, seed);
      double[] found = run(engines, precision, operation, seed);

      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.length; i++) {
        assertThat(Math.abs(found[i] - expected[i]))
            .as("number %d with seed %d: %s and %s", i, seed, found[i], expected[i])
            .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected[i])));
      }
    }
  }

  @ParameterizedTest(name = "{1} in {0} precision")
  @MethodSource("operations")
  void givesTheSameBitsEachTime(Precision precision, Operation operation) {
    for (int seed = 0; seed < 2; seed++) {
      assertThat(run(engines, precision, operation, seed))
          .containsExactly(run(engines, precision, operation, seed));
    }
  }

  private static double[] run(
      EveryEngine engines, Precision precision, Operation operation, int seed) {
    try (Bench bench = new Bench(engines, precision)) {
      Rectangles room = new Rectangles(bench, seed);
      double[] told = operation.work.run(room, bench.engine());
      return DoubleStream.concat(Arrays.stream(told), Arrays.stream(room.numbers())).toArray();
    }
  }

  /** A product's arguments. */
  @FunctionalInterface
  private interface Multiplication {
    void on(Matrix a, Matrix b, Matrix c);
  }

  private static void product(Rectangles room, Multiplication multiplication) {
    int rows = room.length();
    int inner = room.length();
    int columns = room.length();
    multiplication.on(
        room.factor(rows, inner), room.factor(inner, columns), room.matrix(rows, columns));
  }

  private static Matrix one(Rectangles room) {
    return room.matrix(room.length(), room.length());
  }

  private static void two(Rectangles room, BiConsumer<Matrix, Matrix> work) {
    int rows = room.length();
    int columns = room.length();
    work.accept(room.matrix(rows, columns), room.matrix(rows, columns));
  }

  private static void withRow(Rectangles room, BiConsumer<Tensor, Matrix> work) {
    Matrix x = one(room);
    work.accept(room.tensor(x.columns()), x);
  }

  private static void gru(Rectangles room, Engine engine) {
    int batch = room.length();
    int hidden = room.length();
    Matrix previous = room.matrix(batch, hidden);
    Matrix gates = room.matrix(batch, 4 * hidden);
    engine.gruStep(
        room.matrix(batch, 3 * hidden),
        room.matrix(batch, 3 * hidden),
        previous,
        gates,
        room.matrix(batch, hidden));
    engine.gruGradient(
        gates,
        previous,
        room.matrix(batch, hidden),
        room.matrix(batch, 3 * hidden),
        room.matrix(batch, 3 * hidden),
        room.matrix(batch, hidden));
  }

  private static void gate(Rectangles room, Engine engine) {
    int rows = room.length();
    int channels = room.length();
    Matrix gates = room.matrix(rows, 2 * channels);
    engine.gate(gates, room.matrix(rows, channels));
    engine.gateGradient(gates, room.matrix(rows, channels));
  }

  private static void im2col(Rectangles room, Engine engine) {
    int stride = 1 + room.below(2);
    Kernel kernel =
        new Kernel(
            1 + room.below(3),
            1 + room.below(3),
            stride,
            room.below(3),
            room.below(3),
            room.below(3));
    Windows windows =
        new Windows(1 + room.below(3), 3 + room.below(4), 3 + room.below(4), 2, kernel);
    Tensor images = room.tensor(windows.images(), windows.rows(), windows.columns(), windows.in());
    int start = room.below(windows.count());
    Matrix columns = room.matrix(1 + room.below(windows.count() - start), windows.length());
    engine.im2col(windows, images, start, columns);
    engine.col2im(windows, columns, start, images);
  }

  private static void transpose(Rectangles room, Engine engine) {
    Matrix from = one(room);
    engine.transpose(from, room.matrix(from.columns(), from.rows()));
  }

  private static void gather(Rectangles room, Engine engine) {
    Matrix from = one(room);
    Matrix to = room.matrix(room.length(), from.columns());
    engine.gather(from, room.indices(to.rows() + 2, from.rows()), 1, to);
  }

  private static void scatterAdd(Rectangles room, Engine engine) {
    Matrix from = room.matrix(1 + room.below(40), room.length());
    Matrix to = room.matrix(room.length(), from.columns());
    engine.scatterAdd(from, to, room.indices(from.rows() + 2, to.rows()), 1);
  }

  /** No two sets serve the same context at a step, and some contexts have none. */
  private static double[] contrast(Rectangles room, Engine engine) {
    int steps = room.length();
    int contexts = room.length();
    int channels = room.length();
    int perSet = room.length();
    Matrix rows = room.matrix(steps + room.below(9), channels);
    NegativeSets sets = new NegativeSets(perSet, 1);
    for (int a = 0; a < contexts; a++) {
      int first = room.below(steps + 1);
      if (first < steps) {
        int some = 1 + room.below(steps - first);
        int positive = room.below(rows.rows() - some + 1);
        sets.add(a, first, some, positive, room.indices(perSet, rows.rows()), 0);
      }
    }
    double[] weights = new double[steps];
    Arrays.setAll(weights, k -> 0.3 + 0.1 * k);
    Tensor predicted = room.tensor(steps, contexts, channels);
    Tensor frozen = room.tensor(steps, contexts, channels);
    Optional<Matrix> dRows = Optional.of(room.matrix(rows.rows(), channels));
    try (Arena arena = new Arena(engine)) {
      Tensor scratch = arena.allocate(sets.scratch(steps, channels));
      engine.contrast(sets, weights, rows, frozen, Optional.empty(), scratch);
      return sums(engine.contrast(sets, weights, rows, predicted, dRows, scratch));
    }
  }

  private static double[] classify(Rectangles room, Engine engine) {
    Matrix scores = one(room);
    return sums(engine.classify(scores, room.indices(scores.rows(), scores.columns()), 0.7));
  }

  private static double[] sums(ContrastSums sums) {
    return new double[] {sums.loss(), sums.correct()};
  }

  private static void adam(Rectangles room, Engine engine) {
    int size = 1 + room.below(30);
    Tensor second = room.tensor(size);
    engine.fill(second.matrix(), 0.1);
    engine.adam(
        new AdamStep(2e-3, 0.9, 0.999, 0.03, 1e-8),
        room.tensor(size),
        room.tensor(size),
        second,
        room.tensor(size));
  }

  private static double[] halves(Rectangles room, Engine engine) {
    Tensor x = room.tensor(1 + room.below(30));
    ByteBuffer before = ByteBuffer.allocate(4 * (int) x.size());
    ByteBuffer after = ByteBuffer.allocate(2 * (int) x.size());
    engine.store(x, StorageType.FLOAT32, before);
    boolean fits = engine.roundToHalf(x);
    engine.store(x, StorageType.FLOAT16, after);
    engine.load(before, StorageType.FLOAT32, room.tensor((int) x.size()));
    engine.load(after, StorageType.FLOAT16, room.tensor((int) x.size()));
    return new double[] {fits ? 1 : 0};
  }
}
