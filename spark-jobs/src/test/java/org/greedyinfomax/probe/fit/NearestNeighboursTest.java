package org.greedyinfomax.probe.fit;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.probe.table.Examples;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SharedSpark
final class NearestNeighboursTest {

  private static final StructType COLUMNS =
      new StructType()
          .add(Examples.CLASS, DataTypes.DoubleType)
          .add(Examples.VECTOR, SQLDataTypes.VectorType());

  private static SparkSession spark;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
  }

  @Test
  void theDirectionCountsAndNotTheLength() {
    List<Row> train = List.of(row(0, 1, 0), row(1, 50, 60), row(2, -3, 0));

    assertThat(right(1, train, List.of(row(0, 100, 1), row(1, 0.1, 0.1), row(2, -0.1, -0.05))))
        .isEqualTo(3);
    assertThat(right(1, train, List.of(row(1, 100, 1), row(2, 0.1, 0.1), row(2, -1, 0))))
        .isEqualTo(1);
  }

  @Test
  void theMajorityOutvotesTheNearest() {
    List<Row> train = List.of(row(0, 1, 0), row(1, 1, 0.2), row(1, 1, 0.3), row(0, -1, 0));
    List<Row> test = List.of(row(0, 1, 0.01));

    assertThat(right(1, train, test)).isEqualTo(1);
    assertThat(right(3, train, test)).isZero();
    // Two against two: the class of the nearest wins.
    assertThat(right(4, train, test)).isEqualTo(1);
  }

  @Test
  void aVectorWithoutLengthIsEquallyFarFromAll() {
    List<Row> train = List.of(row(2, 1, 0), row(1, 0, 1));

    assertThat(right(1, train, List.of(row(1, 0, 0)))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "5, 1, 7", "20, 7, 1", "20, 7, 7", "1000, 7, 7"})
  void agreesWithSortingAllNeighboursHoweverTheyAreDivided(
      int neighbours, int trainPartitions, int testPartitions) {
    Random random = new Random(5);
    List<Row> train = random(random, 200);
    List<Row> test = random(random, 90);
    long expected =
        test.stream()
            .filter(row -> bySorting(neighbours, train, row.getAs(1)) == row.getDouble(0))
            .count();

    for (long blockBytes : List.of(1L << 30, 1_000L)) {
      assertThat(
              new NearestNeighbours(neighbours, blockBytes)
                  .right(table(train, trainPartitions), table(test, testPartitions)))
          .as("in blocks of %d bytes", blockBytes)
          .isEqualTo(expected)
          .isBetween(10L, 80L);
    }
  }

  /** Vectors of small whole numbers, so that many are at the same distance, and five classes. */
  private static List<Row> random(Random random, int rows) {
    List<Row> drawn = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int ofClass = random.nextInt(5);
      double[] vector = random.ints(6, -2, 3).asDoubleStream().toArray();
      vector[ofClass] += 1;
      drawn.add(row(ofClass, vector));
    }
    return drawn;
  }

  private static int bySorting(int neighbours, List<Row> train, Vector vector) {
    double[] x = vector.toArray();
    record Neighbour(double similarity, int ofClass) {}
    List<Neighbour> nearest =
        train.stream()
            .map(row -> new Neighbour(cosine(x, row.<Vector>getAs(1).toArray()), ofClass(row)))
            .sorted(
                comparingDouble(Neighbour::similarity)
                    .reversed()
                    .thenComparing(comparingInt(Neighbour::ofClass)))
            .limit(neighbours)
            .toList();
    Map<Integer, Long> counts =
        nearest.stream().collect(Collectors.groupingBy(Neighbour::ofClass, Collectors.counting()));
    long most = counts.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    return nearest.stream()
        .map(Neighbour::ofClass)
        .filter(ofClass -> counts.get(ofClass) == most)
        .findFirst()
        .orElseThrow();
  }

  private static double cosine(double[] a, double[] b) {
    double[] x = unit(a);
    double[] y = unit(b);
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] * y[i]).reduce(0, Double::sum);
  }

  private static double[] unit(double[] vector) {
    double length =
        Math.sqrt(Arrays.stream(vector).map(value -> value * value).reduce(0, Double::sum));
    return Arrays.stream(vector).map(value -> length == 0 ? value : value / length).toArray();
  }

  private static int ofClass(Row row) {
    return (int) row.getDouble(0);
  }

  private static long right(int neighbours, List<Row> train, List<Row> test) {
    return new NearestNeighbours(neighbours).right(table(train, 1), table(test, 1));
  }

  private static Dataset<Row> table(List<Row> rows, int partitions) {
    return spark.createDataFrame(rows, COLUMNS).repartition(partitions);
  }

  private static Row row(int ofClass, double... vector) {
    return RowFactory.create((double) ofClass, Vectors.dense(vector));
  }
}
