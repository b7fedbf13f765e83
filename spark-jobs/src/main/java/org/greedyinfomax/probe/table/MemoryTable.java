package org.greedyinfomax.probe.table;

import static org.apache.spark.sql.functions.col;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.probe.fit.Penalties;

/** An encoded table in the driver's memory, which Spark is asked for once. */
final class MemoryTable implements EncodedTable {

  private static final int KEY = 0;
  private static final int ORDER = 1;
  private static final int PLACE = 2;
  private static final int TEST = 3;
  private static final int FIRST_LABEL = 4;

  private final List<String> keys;
  private final long[] orders;
  private final int[] folds;
  private final boolean[] tested;
  private final Map<String, List<String>> labels = new HashMap<>(); // empty text for no label
  private final Map<String, int[]> labelled = new HashMap<>(); // which rows have a label
  private final Map<String, float[][]> vectors = new HashMap<>();
  private final Map<String, Integer> rows = new HashMap<>(); // by key

  private MemoryTable(List<Row> collected, List<String> labels, List<String> columns) {
    keys = collected.stream().map(row -> row.getString(KEY)).toList();
    orders = collected.stream().mapToLong(row -> row.getLong(ORDER)).toArray();
    folds = collected.stream().mapToInt(row -> Penalties.fold(row.getInt(PLACE))).toArray();
    tested = new boolean[collected.size()];
    for (int i = 0; i < tested.length; i++) {
      tested[i] = collected.get(i).getBoolean(TEST);
      rows.put(keys.get(i), i);
    }
    int column = FIRST_LABEL;
    for (String label : labels) {
      addLabel(label, collected, column++);
    }
    for (String name : columns) {
      int place = column++;
      vectors.put(
          name, collected.stream().map(row -> floats(row.getList(place))).toArray(float[][]::new));
    }
  }

  private void addLabel(String label, List<Row> collected, int column) {
    labelled.put(
        label,
        IntStream.range(0, collected.size())
            .filter(i -> !collected.get(i).isNullAt(column))
            .toArray());
    labels.put(
        label,
        collected.stream().map(row -> row.isNullAt(column) ? "" : row.getString(column)).toList());
  }

  /**
   * Fetches a table.
   *
   * @param encoded with columns {@code key}, {@link TestSplit#COLUMN}, {@link Penalties#PLACE}, of
   *     the labels, and of the vectors
   */
  static MemoryTable of(Dataset<Row> encoded, List<String> labels, List<String> columns) {
    Column[] wanted =
        Stream.concat(
                Stream.concat(
                    Stream.of(
                        col("key"),
                        EncodedTable.order(col("key")),
                        col(Penalties.PLACE),
                        col(TestSplit.COLUMN)),
                    labels.stream().map(label -> col(label).cast("string"))),
                columns.stream().map(name -> col(name)))
            .toArray(Column[]::new);
    return new MemoryTable(encoded.select(wanted).collectAsList(), labels, columns);
  }

  /** By an iterator, for what Spark gives may be a linked list. */
  private static float[] floats(List<Float> numbers) {
    float[] vector = new float[numbers.size()];
    int i = 0;
    for (float number : numbers) {
      vector[i++] = number;
    }
    return vector;
  }

  /** The numbers of a column of arrays, in double precision. */
  static double[] doubles(List<Float> numbers) {
    return doubles(floats(numbers));
  }

  private static double[] doubles(float[] numbers) {
    double[] vector = new double[numbers.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers[i];
    }
    return vector;
  }

  @Override
  public boolean isInMemory() {
    return true;
  }

  @Override
  public Examples examples(String label, String column) {
    return LocalExamples.of(label, rows(false, label, column), rows(true, label, column));
  }

  private LocalExamples.Part rows(boolean isTest, String label, String column) {
    int[] part = IntStream.of(labelled.get(label)).filter(i -> tested[i] == isTest).toArray();
    List<String> values = labels.get(label);
    float[][] all = vectors.get(column);
    return new LocalExamples.Part(
        IntStream.of(part).mapToObj(keys::get).toList(),
        IntStream.of(part).mapToObj(values::get).toList(),
        IntStream.of(part).map(i -> folds[i]).toArray(),
        IntStream.of(part).mapToObj(i -> doubles(all[i])).toArray(double[][]::new));
  }

  @Override
  public MapRows mapRows(String label) {
    List<String> values = labels.get(label);
    Map<String, Integer> counts = new TreeMap<>();
    IntStream.of(labelled.get(label)).forEach(i -> counts.merge(values.get(i), 1, Integer::sum));
    Set<String> frequent =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(MapRows.MOST_VALUES)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    List<Integer> shown =
        IntStream.of(labelled.get(label))
            .filter(i -> frequent.contains(values.get(i)))
            .boxed()
            .sorted(Comparator.<Integer>comparingLong(i -> orders[i]).thenComparing(keys::get))
            .limit(MapRows.MOST_ROWS)
            .toList();
    return new MapRows(
        label,
        counts.size(),
        shown.stream().map(keys::get).toList(),
        shown.stream().map(values::get).toList());
  }

  @Override
  public double[][] of(String column, List<String> wanted) {
    float[][] all = vectors.get(column);
    return wanted.stream().map(key -> doubles(all[rows.get(key)])).toArray(double[][]::new);
  }

  @Override
  public void close() {
    // Nothing is held elsewhere.
  }
}
