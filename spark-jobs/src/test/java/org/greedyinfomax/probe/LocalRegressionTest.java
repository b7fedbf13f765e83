package org.greedyinfomax.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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
      int found = rows.rightOfTested(regression.fit(right.penalty()));
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

    assertThat(regression.bestPenalty()).isEqualTo(best.penalty());
  }

  /** As labels of frames have, of which not all occur. */
  @Test
  void namesClassesAsTheyWereNamed() {
    int[] classes = {7, 7, 7, 40, 40, 40};
    double[][] vectors = {{-1}, {-1.5}, {-2}, {1}, {1.5}, {2}};
    LabelledRows part = LabelledRows.of(classes, new int[] {0, 1, 2, 2, 3, 4}, vectors);

    LinearModel model = new LocalRegression(new FittingTable(List.of(part)), ITERATIONS).fit(1e-3);

    assertThat(IntStream.range(0, 6).map(i -> model.classOf(vectors[i])).toArray())
        .isEqualTo(classes);
  }

  @Test
  void takesTheLargestPenaltyIfAllRowsAreOfOneFold() {
    LabelledRows part =
        LabelledRows.of(new int[] {0, 1}, new int[] {3, 3}, new double[][] {{-1}, {1}});

    assertThat(new LocalRegression(new FittingTable(List.of(part)), ITERATIONS).bestPenalty())
        .isEqualTo(Penalties.GRID.get(0));
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

    LinearModel model = new LocalRegression(table, ITERATIONS).fit(1e-4);

    assertThat(IntStream.range(0, 40).map(i -> model.classOf(vectors[i])).toArray())
        .isEqualTo(classes);
  }
}
