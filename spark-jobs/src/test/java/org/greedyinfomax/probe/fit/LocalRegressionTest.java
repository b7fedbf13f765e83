package org.greedyinfomax.probe.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.probe.ReferenceRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LocalRegressionTest {

  private static final int ITERATIONS = 200;
  private static final double HALF_A_POINT = 0.005;

  private static ReferenceRows rows;
  private static LocalRegression regression;

  @BeforeAll
  static void readFeatures() throws IOException {
    rows = ReferenceRows.read();
    regression = new LocalRegression(rows.table(), ITERATIONS);
  }

  @Test
  void tellsAsMuchAsScikitLearnWithEveryPenalty() throws IOException {
    List<ReferenceRows.Right> reference = ReferenceRows.reference();

    assertThat(reference.stream().map(ReferenceRows.Right::penalty).toList())
        .isEqualTo(Penalties.GRID);
    for (ReferenceRows.Right right : reference) {
      int found = rows.rightOfTested(regression.fit(right.penalty()).model());
      assertThat((double) found / rows.tested().size())
          .as("penalty %s", right.penalty())
          .isCloseTo((double) right.tested() / rows.tested().size(), within(HALF_A_POINT));
    }
  }

  @Test
  void choosesThePenaltyThatTellsMostFoldByFold() throws IOException {
    ReferenceRows.Right best =
        ReferenceRows.reference().stream()
            .max(Comparator.comparingInt(ReferenceRows.Right::judged))
            .orElseThrow();

    assertThat(regression.bestPenalty().regParam()).isEqualTo(best.penalty());
  }

  /** As labels of frames have, of which not all occur. */
  @Test
  void namesClassesAsTheyWereNamed() {
    int[] classes = {7, 7, 7, 40, 40, 40};
    double[][] vectors = {{-1}, {-1.5}, {-2}, {1}, {1.5}, {2}};
    LabelledRows part = LabelledRows.of(classes, new int[] {0, 1, 2, 2, 3, 4}, vectors);

    LinearModel model =
        new LocalRegression(new FittingTable(List.of(part)), ITERATIONS).fit(1e-3).model();

    assertThat(IntStream.range(0, 6).map(i -> model.classOf(vectors[i])).toArray())
        .isEqualTo(classes);
  }

  @Test
  void saysThatItCannotChooseIfAllRowsAreOfOneFold() {
    LabelledRows part =
        LabelledRows.of(new int[] {0, 1}, new int[] {3, 3}, new double[][] {{-1}, {1}});

    LocalRegression.Choice choice =
        new LocalRegression(new FittingTable(List.of(part)), ITERATIONS).bestPenalty();

    assertThat(choice.regParam()).isEqualTo(Penalties.DEFAULT);
    assertThat(choice.notes())
        .extracting(FitNote::text)
        .containsExactly(
            "the penalty is 1e-03 and was not chosen, for recordings to choose it by are not in two"
                + " folds: name one with probe.regParam, or probe more recordings");
  }

  @Test
  void saysThatFitsDidNotConverge() throws IOException {
    LocalRegression hasty = new LocalRegression(rows.table(), 2);

    assertThat(hasty.fit(1e-6).notes(2))
        .extracting(FitNote::text)
        .containsExactly(
            "the linear classifier did not converge within 2 iterations: raise"
                + " probe.maxIterations");
    assertThat(hasty.bestPenalty().notes())
        .extracting(FitNote::text)
        .singleElement()
        .asString()
        .matches("\\d+ of the 30 fits that the penalty was chosen by did not converge within 2 .*");
    assertThat(regression.fit(1e-6).notes(ITERATIONS)).isEmpty();
    assertThat(regression.bestPenalty().notes()).isEmpty();
  }

  /** With fits that begin near their end: of other penalties, and of all rows. */
  @Test
  void choosesThePenaltyByFitsOfFewIterations() {
    assertThat(new LocalRegression(rows.table(), 45).bestPenalty().notes()).isEmpty();
  }

  @Test
  void fitsToNoVectorsThatAreNotFinite() {
    LabelledRows part =
        LabelledRows.of(
            new int[] {0, 1}, new int[] {3, 4}, new double[][] {{Double.NaN}, {Double.NaN}});
    LocalRegression broken = new LocalRegression(new FittingTable(List.of(part)), ITERATIONS);

    assertThatThrownBy(() -> broken.fit(1e-3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no linear classifier can be fitted to vectors that are not all finite numbers");
  }

  /** More channels than are thought to be correlated, most of which never change. */
  @Test
  void fitsWideVectors() {
    double[][] vectors = new double[40][1500];
    int[] classes = new int[40];
    int[] folds = new int[40];
    for (int i = 0; i < 40; i++) {
      classes[i] = i % 2;
      folds[i] = i % Penalties.FOLDS;
      vectors[i][700] = i % 2 == 0 ? -1 : 1;
    }
    FittingTable table = new FittingTable(List.of(LabelledRows.of(classes, folds, vectors)));

    LinearModel model = new LocalRegression(table, ITERATIONS).fit(1e-4).model();

    assertThat(IntStream.range(0, 40).map(i -> model.classOf(vectors[i])).toArray())
        .isEqualTo(classes);
  }
}
