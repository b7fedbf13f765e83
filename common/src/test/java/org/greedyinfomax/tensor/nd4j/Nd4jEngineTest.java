package org.greedyinfomax.tensor.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is particular to ND4J's operations on views. */
final class Nd4jEngineTest {

  @ParameterizedTest
  @EnumSource(Precision.class)
  void looksAtMemoryThroughViewsThatShareIt(Precision precision) {
    try (Bench bench = new Bench(EveryEngine.ND4J, precision)) {
      Tensor room = bench.zeros(6, 7);
      Matrix x = room.rows(9, 3, 4, 7);

      ArrayMemory.view(x).putScalar(2, 3, 5);
      ArrayMemory.turned(x).putScalar(1, 2, 6);
      ArrayMemory.turned(x.transposed()).putScalar(1, 2, 7);
      ArrayMemory.view(room, 7, 2, 3).putScalar(new int[] {6, 1, 2}, 9);

      double[] expected = new double[42];
      expected[9 + 2 * 7 + 3] = 5;
      expected[9 + 2 * 7 + 1] = 6;
      expected[9 + 7 + 2] = 7;
      expected[41] = 9;
      assertThat(bench.read(room)).containsExactly(expected);
      assertThat(ArrayMemory.view(x)).isSameAs(ArrayMemory.view(x.rows(0, 3)));
    }
  }

  @Test
  void addsManyRowsToOneInAFixedOrder() {
    int count = 1000;
    int[] rows = new int[count];
    Arrays.fill(rows, 1);
    try (Bench bench = new Bench(EveryEngine.ND4J, Precision.SINGLE)) {
      Tensor from = bench.random(count, 3);
      Tensor to = bench.zeros(2, 3);
      Tensor again = bench.zeros(2, 3);
      double[] exact = new double[6];
      double[] numbers = bench.read(from);
      for (int i = 0; i < numbers.length; i++) {
        exact[3 + i % 3] += numbers[i];
      }

      bench.engine().scatterAdd(from.matrix(), to.matrix(), rows, 0);
      bench.engine().scatterAdd(from.matrix(), again.matrix(), rows, 0);

      assertThat(bench.read(to)).containsExactly(exact, within(1e-4));
      assertThat(bench.read(again)).containsExactly(bench.read(to));
    }
  }

  /** More than is worked on at a time, in one row and in many. */
  @Test
  void worksOnLargeMatricesInParts() {
    int size = ArrayParts.LARGEST / 2 + 7;
    try (Bench bench = new Bench(EveryEngine.ND4J, Precision.SINGLE)) {
      Engine engine = bench.engine();
      Tensor x = bench.zeros(3, size);
      Tensor sums = bench.zeros(1, size);
      engine.fill(x.matrix(), 1);
      engine.fill(x.matrix().rows(1, 1), 2);

      engine.scatterAdd(x.matrix(), sums.matrix(), new int[3], 0);

      assertThat(engine.sumOfSquares(x.matrix())).isEqualTo(6.0 * size);
      assertThat(engine.sumOfSquares(sums.matrix())).isEqualTo(16.0 * size);
    }
  }

  @Test
  void overwritesWhatIsNoNumberByAProduct() {
    try (Bench bench = new Bench(EveryEngine.ND4J, Precision.SINGLE)) {
      Tensor a = bench.of(new double[] {1, 2}, 1, 2);
      Tensor c = bench.of(new double[] {Double.NaN}, 1, 1);

      bench.engine().multiply(a.matrix(), a.matrix().transposed(), c.matrix());

      assertThat(bench.read(c)).containsExactly(5);
    }
  }
}
