package org.greedyinfomax.tensor.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.ContrastSums;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.NegativeSets;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads that run in a random order show a barrier that is missing: so that tests on what stands
 * in for a GPU prove something, each barrier of the kernels is left out once.
 */
final class BarriersTest {

  private static final int ORDERS = 5;

  @AfterEach
  void restore() {
    StandIn.removeBarrier(-1);
  }

  /** Lines of the source with a barrier. */
  static Stream<Integer> barriers() {
    String source = new String(CudaModule.resource("kernels.cu"), StandardCharsets.UTF_8);
    List<String> lines = source.lines().toList();
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(" BARRIER;")) {
        found.add(i + 1);
      }
    }
    return found.stream();
  }

  @ParameterizedTest(name = "in line {0}")
  @MethodSource("barriers")
  void areMissedIfTheyAreLeftOut(int line) {
    StandIn.removeBarrier(-1);
    double[] expected = numbers(0);

    StandIn.removeBarrier(line);

    assertThat(IntStream.rangeClosed(1, ORDERS).anyMatch(seed -> differs(expected, seed)))
        .as("whether results differ without the barrier")
        .isTrue();
  }

  @Test
  void leaveTheOrderOfThreadsWithoutEffect() {
    double[] expected = numbers(0);
    for (int seed = 1; seed <= ORDERS; seed++) {
      assertThat(numbers(seed)).containsExactly(expected);
    }
  }

  private static boolean differs(double[] expected, int seed) {
    try {
      return !Arrays.equals(numbers(seed), expected);
    } catch (DeviceException e) { // threads of a block do not meet the same barriers
      return true;
    }
  }

  /** Results of all kernels with barriers. */
  private static double[] numbers(int seed) {
    StandIn.seed(seed);
    try (Bench bench = new Bench(EveryEngine.CUDA, Precision.SINGLE)) {
      Tensor x = bench.random(200, 40);
      Tensor turned = bench.zeros(40, 200);
      Tensor sums = bench.zeros(40);
      bench.engine().transpose(x.matrix(), turned.matrix());
      bench.engine().addColumnSums(x.matrix(), sums);
      double squares = bench.engine().sumOfSquares(x.matrix());
      Tensor scores = bench.random(300, 3);
      ContrastSums classified = bench.engine().classify(scores.matrix(), new int[300], 1);
      Tensor product = bench.zeros(40, 40);
      CudaStream stream = CudaDevice.open().stream(Precision.SINGLE);
      CudaGemm.multiplyByKernel(
          stream, Precision.SINGLE, turned.matrix(), x.matrix(), product.matrix(), false);
      stream.await();
      CudaDevice.open().giveBack(Precision.SINGLE, stream);
      return DoubleStream.concat(
              DoubleStream.of(squares, classified.loss(), classified.correct()),
              DoubleStream.concat(
                  Stream.of(turned, sums, product)
                      .flatMapToDouble(tensor -> Arrays.stream(bench.read(tensor))),
                  Arrays.stream(contrast(bench))))
          .toArray();
    }
  }

  /** More steps, false candidates and channels than are worked on at a time. */
  private static double[] contrast(Bench bench) {
    Tensor candidates = bench.random(30, 130);
    Tensor predicted = bench.random(14, 2, 130);
    NegativeSets sets = new NegativeSets(18, 1);
    int[] rows = IntStream.range(0, 20).map(i -> 7 * i * i % 30).toArray();
    sets.add(0, 0, 14, 1, rows, 0);
    sets.add(1, 3, 5, 2, rows, 2);
    double[] weights = new double[14];
    Arrays.fill(weights, 0.5);
    ContrastSums sums =
        bench
            .engine()
            .contrast(
                sets,
                weights,
                candidates.matrix(),
                predicted,
                Optional.empty(),
                bench.zeros(sets.scratch(14, 130)));
    return DoubleStream.concat(
            DoubleStream.of(sums.loss(), sums.correct()), Arrays.stream(bench.read(predicted)))
        .toArray();
  }
}
