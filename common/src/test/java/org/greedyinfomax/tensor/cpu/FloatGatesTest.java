package org.greedyinfomax.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The gates that compute on many numbers at once, against those that are proven. */
final class FloatGatesTest {

  private static final int BATCH = 3;
  private static final int HIDDEN = 40;

  @Test
  void areTheSameInBothPrecisions() {
    List<double[]> singles = run(Precision.SINGLE);
    List<double[]> doubles = run(Precision.DOUBLE);

    for (int i = 0; i < doubles.size(); i++) {
      assertThat(singles.get(i)).as("%d", i).containsExactly(doubles.get(i), within(1e-6));
    }
  }

  private static List<double[]> run(Precision precision) {
    try (Bench bench = new Bench(precision)) {
      Tensor inputs = bench.random(BATCH, 3 * HIDDEN);
      Tensor states = bench.random(BATCH, 3 * HIDDEN);
      Tensor previous = bench.random(BATCH, HIDDEN);
      Tensor gates = bench.zeros(BATCH, 4 * HIDDEN);
      Tensor state = bench.zeros(BATCH, HIDDEN);
      Tensor gradients = bench.random(BATCH, HIDDEN);
      Tensor dInputs = bench.zeros(BATCH, 3 * HIDDEN);
      Tensor dStates = bench.zeros(BATCH, 3 * HIDDEN);
      Tensor dPrevious = bench.zeros(BATCH, HIDDEN);

      bench
          .engine()
          .gruStep(
              inputs.matrix(), states.matrix(), previous.matrix(), gates.matrix(), state.matrix());
      bench
          .engine()
          .gruGradient(
              gates.matrix(),
              previous.matrix(),
              gradients.matrix(),
              dInputs.matrix(),
              dStates.matrix(),
              dPrevious.matrix());

      List<double[]> found = new ArrayList<>();
      for (Tensor tensor : List.of(gates, state, dInputs, dStates, dPrevious)) {
        found.add(bench.read(tensor));
      }
      return found;
    }
  }
}
