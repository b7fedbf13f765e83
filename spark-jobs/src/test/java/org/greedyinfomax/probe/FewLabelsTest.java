package org.greedyinfomax.probe;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.config.LabelsPerClass;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.fit.FittingTable;
import org.greedyinfomax.probe.fit.LabelledRows;
import org.greedyinfomax.probe.fit.LinearModel;
import org.greedyinfomax.probe.fit.LocalRegression;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.probe.labels.LabelPoint;
import org.greedyinfomax.probe.labels.RowSpace;
import org.greedyinfomax.probe.table.Examples;
import org.greedyinfomax.probe.table.LocalExamples;
import org.greedyinfomax.probe.table.TableExamples;
import org.greedyinfomax.probe.table.TestSplit;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of three words one is rare: it has twelve rows, of which some are tested. */
@SharedSpark
final class FewLabelsTest {

  private static final int CHANNELS = 8;

  private static SparkSession spark;
  private static Dataset<Row> table;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
    StructType columns =
        new StructType()
            .add("key", DataTypes.StringType)
            .add("word", DataTypes.StringType)
            .add("gru", DataTypes.createArrayType(DataTypes.FloatType));
    SplittableRandom random = new SplittableRandom(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int word = i < 12 ? 2 : i % 2;
      float[] vector = new float[CHANNELS];
      for (int c = 0; c < CHANNELS; c++) {
        vector[c] = (float) ((c == word ? 2 : 0) + random.nextDouble(-1, 1));
      }
      rows.add(RowFactory.create("key" + i, "word" + word, vector));
    }
    table = spark.createDataFrame(rows, columns).cache();
  }

  private static ProbeSettings settings(String perClass, String... more) {
    List<String> overrides =
        new ArrayList<>(List.of("probe.regParam=auto", "probe.maxIterations=200"));
    overrides.addAll(List.of(more));
    overrides.add("probe.perClass=" + perClass);
    return SmallRecipe.with(overrides.toArray(String[]::new)).probe();
  }

  private static Dataset<Row> labelled(ProbeSettings settings) {
    return new TestSplit(settings)
        .mark(table)
        .withColumn(Penalties.PLACE, Penalties.place(col("key")));
  }

  private static List<LabelPoint> points(FewLabels few, ProbeSettings settings) {
    try (Examples examples = LocalExamples.of(labelled(settings), "word", "gru")) {
      return few.points("word", examples, 0.9375);
    }
  }

  @Test
  void haveAPointForEveryNumberOfLabelsAndAShareForEveryDraw() {
    ProbeSettings settings = settings("[1, 3, 9, all]", "probe.draws=4");

    List<LabelPoint> points = points(new FewLabels(settings, 7), settings);

    assertThat(points).extracting(LabelPoint::perClass).containsExactly(1, 3, 9, -1);
    assertThat(points).extracting(point -> point.accuracies().size()).containsExactly(4, 4, 4, 1);
    assertThat(points.get(0).rows()).isEqualTo(3);
    assertThat(points.get(3).accuracies()).containsExactly(0.9375);
    assertThat(points.get(0).mean()).isBetween(0.5, 0.95).isLessThan(points.get(2).mean());
    assertThat(points.get(2).lowest()).isLessThanOrEqualTo(points.get(2).mean());
    assertThat(points.get(2).highest()).isGreaterThanOrEqualTo(points.get(2).mean());
    assertThat(points(new FewLabels(settings, 7), settings)).isEqualTo(points);
    assertThat(points(new FewLabels(settings, 8), settings)).isNotEqualTo(points);
  }

  @Test
  void areNotAskedForByDefault() {
    ProbeSettings settings = settings("[]");

    assertThat(points(new FewLabels(settings, 7), settings)).isEmpty();
  }

  @Test
  void takeAllRowsOfAValueThatHasFewerAndSaySo() {
    ProbeSettings settings = settings("[20]", "probe.testFraction=0.2");
    FewLabels few = new FewLabels(settings, 7);

    LabelPoint point = points(few, settings).get(0);

    assertThat(point.rows()).isBetween(20 + 20 + 1L, 20 + 20 + 12L);
    assertThat(few.notes())
        .containsExactly(
            "word: 1 of the values have fewer than 20 rows to fit to, all of which are taken where"
                + " so many are drawn");
  }

  @Test
  void leaveOutWhatNoValueHasAndSaySo() {
    ProbeSettings settings = settings("[2, 5000]");
    FewLabels few = new FewLabels(settings, 7);

    assertThat(points(few, settings)).extracting(LabelPoint::perClass).containsExactly(2);
    assertThat(few.notes())
        .singleElement()
        .asString()
        .startsWith(
            "word: no value has 5000 rows to fit to, so that classifiers of so many labels are left"
                + " out; the most frequent has ");
  }

  @Test
  void areToldAlikeInMemoryAndInATable() {
    ProbeSettings settings = settings("[1, 3]", "probe.draws=2");
    List<LabelPoint> inATable;
    try (Examples examples = TableExamples.of(labelled(settings), "word", "gru")) {
      inATable = new FewLabels(settings, 7).points("word", examples, 0.9375);
    }

    List<LabelPoint> inMemory = points(new FewLabels(settings, 7), settings);

    for (int p = 0; p < inMemory.size(); p++) {
      assertThat(inATable.get(p).mean()).isCloseTo(inMemory.get(p).mean(), within(0.02));
    }
  }

  /** Fewer vectors than channels span a space in which a fit is the same, and cheaper. */
  @Test
  void aFitInTheSpaceOfItsRowsIsTheFit() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] vectors = new double[6][40];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, j -> random.nextDouble(-1, 1));
    }
    int[] classes = {0, 1, 2, 0, 1, 2};
    int[] folds = {0, 0, 0, 1, 1, 1};
    RowSpace space = new RowSpace(vectors);
    double[][] coordinates =
        Arrays.stream(vectors).map(space::coordinates).toArray(double[][]::new);

    LinearModel whole = fitted(classes, folds, vectors);
    LinearModel inSpace = fitted(classes, folds, coordinates).in(space);

    for (int i = 0; i < 200; i++) {
      double[] other = IntStream.range(0, 40).mapToDouble(j -> random.nextDouble(-1, 1)).toArray();
      assertThat(inSpace.classOf(other)).isEqualTo(whole.classOf(other));
    }
  }

  private static LinearModel fitted(int[] classes, int[] folds, double[][] vectors) {
    LabelledRows rows = LabelledRows.of(classes, folds, vectors);
    return new LocalRegression(new FittingTable(List.of(rows)), 500).fit(1e-2).model();
  }

  @Test
  void allLabelsAreWrittenAsAll() {
    assertThat(LabelsPerClass.text(LabelsPerClass.ALL)).isEqualTo("all");
  }
}
