package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(EveryEngine.class)
final class ContrastTest {

  private final EveryEngine engines;

  ContrastTest(EveryEngine engines) {
    this.engines = engines;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void gathersTheRowsThatAreNamed(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor rows = bench.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
      Tensor gathered = bench.zeros(4, 2);

      bench.engine().gather(rows.matrix(), new int[] {9, 2, 0, 2, 1, 9}, 1, gathered.matrix());

      assertThat(bench.read(gathered)).containsExactly(5, 6, 1, 2, 5, 6, 3, 4);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void scattersToTheRowsThatAreNamedAndAddsWhereTheyMeet(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor rows = bench.of(new double[] {100, 100, 100, 100, 100, 100}, 3, 2);
      Tensor scattered = bench.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 4, 2);

      bench.engine().scatterAdd(scattered.matrix(), rows.matrix(), new int[] {9, 2, 0, 2, 1}, 1);

      assertThat(bench.read(rows)).containsExactly(103, 104, 107, 108, 106, 108);
    }
  }

  /** Two contexts, of which one has the same negatives at two steps. */
  private static NegativeSets twoSets() {
    NegativeSets sets = new NegativeSets(3, 2);
    sets.add(0, 0, 2, 0, new int[] {9, 3, 1, 1}, 1);
    sets.add(1, 1, 1, 3, new int[] {0, 2, 3}, 0);
    return sets;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void comparesEveryPredictionWithItsCandidates(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor keys = bench.of(new double[] {1, 0, 0, 1, 2, 3, 3, 0}, 4, 2);
      // Two steps of two contexts. The first context's positives are rows 0 and 2.
      Tensor queries = bench.of(new double[] {1, 2, 9, 9, -1, 1, 2, -1}, 2, 2, 2);
      Tensor scratch = bench.zeros(twoSets().scratch(2, 2));

      ContrastSums sums =
          bench
              .engine()
              .contrast(
                  twoSets(),
                  new double[] {0.5, 2},
                  keys.matrix(),
                  queries,
                  Optional.empty(),
                  scratch);

      double loss = 0.5 * loss(1, 3, 2, 2) + 2 * loss(1, -3, 1, 1) + 2 * loss(6, 2, 1, 6);
      assertThat(sums.loss()).isCloseTo(loss, within(1e-6));
      assertThat(sums.correct()).isEqualTo(2 * 1.0 / 3 + 2 * 0.5);
      assertThat(Arrays.copyOfRange(bench.read(queries), 2, 4)).containsExactly(0, 0);
    }
  }

  /** −log softmax of the first score. */
  private static double loss(double... scores) {
    return Math.log(Arrays.stream(scores).map(Math::exp).sum()) - scores[0];
  }

  @Test
  void gradientsOfComparisonsMatchFiniteDifferences() {
    try (Bench bench = new Bench(engines, Precision.DOUBLE)) {
      Engine engine = bench.engine();
      Tensor queries = bench.random(2, 2, 6);
      Tensor keys = bench.random(4, 6);
      Tensor scratch = bench.zeros(twoSets().scratch(2, 6));
      Tensor dQueries = bench.zeros(2, 2, 6);
      Tensor dKeys = bench.zeros(4, 6);
      double[] weights = {0.7, -1.3};
      Tensor copy = bench.zeros(2, 2, 6);
      DoubleSupplier loss =
          () -> {
            engine.copy(queries.matrix(), copy.matrix());
            return engine
                .contrast(twoSets(), weights, keys.matrix(), copy, Optional.empty(), scratch)
                .loss();
          };
      engine.copy(queries.matrix(), dQueries.matrix());

      engine.contrast(
          twoSets(), weights, keys.matrix(), dQueries, Optional.of(dKeys.matrix()), scratch);

      GradientCheck.assertGradient("queries", engine, queries, dQueries, loss);
      GradientCheck.assertGradient("keys", engine, keys, dKeys, loss);
    }
  }

  @Test
  void namesPredictionsThatMeetNoSet() {
    List<String> gaps = new ArrayList<>();

    twoSets().forEachGap(3, 2, (first, count) -> gaps.add(first + " + " + count));

    assertThat(gaps).containsExactly("1 + 1", "4 + 2"); // of the steps [0, 1], [2, 3] and [4, 5]
  }

  @Test
  void holdsManySets() {
    NegativeSets sets = new NegativeSets(2, 7);
    for (int i = 0; i < 1000; i++) {
      sets.add(i, i + 1, i + 2, i + 5, new int[] {i + 3, i + 4}, 0);
    }

    assertThat(sets.count()).isEqualTo(1000);
    assertThat(sets.context(999)).isEqualTo(999);
    assertThat(sets.firstStep(999)).isEqualTo(1000);
    assertThat(sets.steps(999)).isEqualTo(1001);
    assertThat(sets.positive(999, 3)).isEqualTo(1004 + 3 * 7);
    assertThat(sets.negative(999, 1)).isEqualTo(1003);
  }

  /** With the positive in the first column. */
  private static ContrastSums contrast(Engine engine, Matrix scores, double scale) {
    return engine.classify(scores, new int[scores.rows()], scale);
  }

  @Test
  void gradientOfTheContrastMatchesFiniteDifferences() {
    try (Bench bench = new Bench(engines, Precision.DOUBLE)) {
      Engine engine = bench.engine();
      Tensor scores = bench.random(4, 6);
      Tensor gradient = bench.zeros(4, 6);
      engine.copy(scores.matrix(), gradient.matrix());

      contrast(engine, gradient.matrix(), 0.7);

      Tensor scratch = bench.zeros(4, 6);
      GradientCheck.assertGradient(
          "scores",
          engine,
          scores,
          gradient,
          () -> {
            engine.copy(scores.matrix(), scratch.matrix());
            return contrast(engine, scratch.matrix(), 0.7).loss();
          });
    }
  }

  /** A logit α for the positive and 0 for n negatives costs log(1 + n·e^−α). */
  @ParameterizedTest(name = "{0} negatives, {1} above them")
  @CsvSource({
    "10, 0, 2.3978952727983707", "10, 1, 1.5430404724093345", "10, 2, 0.8558410485107009",
    "10, 5, 0.06520655107230607", "10, 10, 4.53896271125245e-4", "16, 0, 2.833213344056216",
    "16, 1, 1.9295006841693731", "16, 2, 1.1522682248835876", "16, 5, 0.10238252262181392",
    "16, 10, 7.261351762293607e-4"
  })
  void costsTheLogOfTheCandidatesLessWhatTheTrueOneStandsOut(
      int negatives, double alpha, double loss) {
    try (Bench bench = new Bench(engines, Precision.DOUBLE)) {
      double[] row = new double[1 + negatives];
      row[0] = alpha;

      ContrastSums sums = contrast(bench.engine(), bench.of(row, 1, row.length).matrix(), 1);

      assertThat(sums.loss()).isCloseTo(loss, within(1e-14));
    }
  }

  @Test
  void countsTiesAsTheChanceToGuess() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Tensor scores =
          bench.of(
              new double[] {
                2, 1, 1, 1, // right
                1, 2, 1, 1, // wrong
                3, 3, 1, 1, // one of two
                5, 5, 5, 5 // one of four
              },
              4,
              4);

      assertThat(contrast(bench.engine(), scores.matrix(), 1).correct()).isEqualTo(1 + 0.5 + 0.25);
    }
  }

  @Test
  void isTheSameForAllScoresShifted() {
    try (Bench bench = new Bench(engines, Precision.DOUBLE)) {
      Tensor scores = bench.of(new double[] {0.5, -1, 2, 0.25}, 1, 4);
      Tensor shifted = bench.of(new double[] {64.5, 63, 66, 64.25}, 1, 4);

      ContrastSums sums = contrast(bench.engine(), scores.matrix(), 1);

      assertThat(contrast(bench.engine(), shifted.matrix(), 1)).isEqualTo(sums);
      assertThat(bench.read(shifted)).containsExactly(bench.read(scores));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void staysFiniteForHugeScores(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor scores = bench.of(new double[] {1e30, -1e30, -1e4, 1e4}, 2, 2);

      ContrastSums sums = contrast(bench.engine(), scores.rows(2, 1, 2, 2), 1);
      assertThat(sums.loss()).isEqualTo(2e4);
      assertThat(contrast(bench.engine(), scores.rows(0, 1, 2, 2), 1).loss()).isZero();
      assertThat(bench.read(scores)).containsExactly(0, 0, -1, 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN, 0", "0, NaN", "Infinity, 0"})
  void givesNoFiniteLossForScoresThatAreNone(double positive, double negative) {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Tensor scores = bench.of(new double[] {positive, negative}, 1, 2);

      assertThat(contrast(bench.engine(), scores.matrix(), 1).loss()).isNaN();
    }
  }

  @Test
  void refusesRowsThatAreNotThere() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Matrix x = bench.random(3, 2).matrix();
      Matrix one = bench.zeros(1, 2).matrix();

      assertThatThrownBy(() -> bench.engine().gather(x, new int[] {3}, 0, one))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("3");
      assertThatThrownBy(() -> bench.engine().scatterAdd(one, x, new int[] {-1}, 0))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("-1");
    }
  }

  @Test
  void refusesRowsOfAnotherWidth() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Engine engine = bench.engine();
      Matrix wide = bench.random(3, 4).matrix();
      Matrix narrow = bench.random(3, 2).matrix();
      int[] rows = {0, 1, 2};

      assertThatThrownBy(() -> engine.gather(narrow, rows, 0, wide))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("rows of 2 numbers do not fit rows of 4");
      assertThatThrownBy(() -> engine.scatterAdd(narrow, wide, rows, 0))
          .hasMessage("rows of 2 numbers do not fit rows of 4");
      assertThatThrownBy(
              () ->
                  engine.contrast(
                      new NegativeSets(1, 1),
                      new double[] {1},
                      wide,
                      bench.zeros(3, 1, 2),
                      Optional.empty(),
                      bench.zeros(9)))
          .hasMessage("rows of 4 numbers do not fit rows of 2");
    }
  }
}
