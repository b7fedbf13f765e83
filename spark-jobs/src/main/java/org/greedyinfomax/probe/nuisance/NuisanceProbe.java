package org.greedyinfomax.probe.nuisance;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.encoding.EncodedVectors;
import org.greedyinfomax.encoding.Encoding;

/**
 * Predicts nuisances, such as level and noise, of rows from their representations by linear
 * regression. At most {@link #MOST_ROWS} rows are used, always the same of a corpus.
 */
public final class NuisanceProbe {

  /** Rows that are fitted to and judged by, together. */
  public static final int MOST_ROWS = 4_096;

  /** Channels beyond which nothing is measured: products of them all take too long. */
  static final int MOST_CHANNELS = 2_048;

  private final List<String> names;
  private final List<Example> fitted = new ArrayList<>();
  private final List<Example> tested = new ArrayList<>();

  private record Example(String key, int place, List<Double> targets) {}

  /**
   * Fetches what is to be regressed.
   *
   * @param names of the nuisances
   * @param table with columns {@code key} and {@link Encoding#NUISANCES}
   * @param test column that says of each row whether it is tested
   * @param place column with a number that follows from the row's key alone
   */
  public NuisanceProbe(List<String> names, Dataset<Row> table, String test, String place) {
    this.names = List.copyOf(names);
    List<Row> rows =
        table
            .select(col("key"), col(place), col(test), col(Encoding.NUISANCES))
            .orderBy(col(place), col("key"))
            .limit(MOST_ROWS)
            .collectAsList();
    for (Row row : rows) {
      Example example = new Example(row.getString(0), row.getInt(1), row.getList(3));
      boolean isTested = !row.isNullAt(2) && row.getBoolean(2);
      (isTested ? tested : fitted).add(example);
    }
  }

  /** Whether there are rows to fit to and to judge by. */
  public boolean isPossible() {
    return fitted.size() > 1 && tested.size() > 1;
  }

  /** Of what there is without a network. */
  public List<NuisanceResult> ofRaw(EncodedVectors raw) {
    double[] none = new double[names.size()];
    Arrays.fill(none, Double.NaN);
    return results(Encoding.RAW, explained(raw, Encoding.RAW), none);
  }

  /** Of a module, after training and before. */
  public List<NuisanceResult> of(String module, EncodedVectors after, EncodedVectors before) {
    return results(module, explained(after, module), explained(before, module));
  }

  private List<NuisanceResult> results(String module, double[] trained, double[] untrained) {
    return IntStream.range(0, names.size())
        .mapToObj(
            n ->
                new NuisanceResult(
                    module, names.get(n), trained[n], untrained[n], fitted.size(), tested.size()))
        .toList();
  }

  /** R² of every nuisance on the vectors in a column. */
  private double[] explained(EncodedVectors encoded, String column) {
    double[] explained = new double[names.size()];
    double[][] vectors = encoded.of(column, keys());
    if (vectors[0].length > MOST_CHANNELS) {
      Arrays.fill(explained, Double.NaN);
      return explained;
    }
    RidgeRegression regression =
        new RidgeRegression(
            Arrays.copyOfRange(vectors, 0, fitted.size()),
            fitted.stream().mapToInt(row -> row.place() % RidgeRegression.FOLDS).toArray(),
            Arrays.copyOfRange(vectors, fitted.size(), vectors.length));
    for (int n = 0; n < explained.length; n++) {
      explained[n] = regression.explained(targets(fitted, n), targets(tested, n));
    }
    return explained;
  }

  /** Of the rows to fit to, and behind them of those to judge by. */
  private List<String> keys() {
    return Stream.concat(fitted.stream(), tested.stream()).map(Example::key).toList();
  }

  private static double[] targets(List<Example> rows, int n) {
    return rows.stream().mapToDouble(row -> row.targets().get(n)).toArray();
  }
}
