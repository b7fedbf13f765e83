package org.greedyinfomax.probe;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.fit.FittingTable;
import org.greedyinfomax.probe.fit.LabelledRows;
import org.greedyinfomax.probe.fit.LinearModel;
import org.greedyinfomax.probe.fit.LocalRegression;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.probe.fit.VectorBlock;
import org.greedyinfomax.probe.fit.Votes;
import org.greedyinfomax.probe.labels.FittingRows;

/** Examples that are few enough for the driver's memory. */
final class LocalExamples implements Examples {

  private final LabelledRows fitted;
  private final LabelledRows tested;
  private final List<String> keys; // of the rows to fit to

  private LocalExamples(LabelledRows fitted, LabelledRows tested, List<String> keys) {
    this.fitted = fitted;
    this.tested = tested;
    this.keys = keys;
  }

  /**
   * Fetches them.
   *
   * @param labelled rows with a label, marked and with their {@link Penalties#PLACE}
   */
  static LocalExamples of(Dataset<Row> labelled, String label, String module) {
    List<Row> rows =
        labelled
            .select(
                col(label).cast("string"),
                col(Penalties.PLACE),
                col(module),
                col(TestSplit.COLUMN),
                col("key"))
            .collectAsList();
    List<String> names =
        List.copyOf(
            rows.stream()
                .map(row -> row.getString(0))
                .collect(Collectors.toCollection(TreeSet::new)));
    Map<String, Integer> numbers =
        IntStream.range(0, names.size()).boxed().collect(Collectors.toMap(names::get, i -> i));
    LabelledRows fitted = part(rows, false, numbers);
    LabelledRows tested = part(rows, true, numbers);
    Examples.require(label, statistics(fitted), statistics(tested));
    fitted.standardize(tested);
    List<String> keys =
        rows.stream().filter(row -> !row.getBoolean(3)).map(row -> row.getString(4)).toList();
    return new LocalExamples(fitted, tested, keys);
  }

  private static LabelledRows part(List<Row> rows, boolean isTest, Map<String, Integer> numbers) {
    List<Row> part = rows.stream().filter(row -> row.getBoolean(3) == isTest).toList();
    return LabelledRows.of(
        part.stream().mapToInt(row -> numbers.get(row.getString(0))).toArray(),
        part.stream().mapToInt(row -> Penalties.fold(row.getInt(1))).toArray(),
        part.stream().map(row -> vector(row.getList(2))).toArray(double[][]::new));
  }

  private static double[] vector(List<Float> numbers) {
    double[] vector = new double[numbers.size()];
    Arrays.setAll(vector, numbers::get);
    return vector;
  }

  private static LongSummaryStatistics statistics(LabelledRows rows) {
    return IntStream.range(0, rows.size())
        .mapToObj(rows::classOf)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .summaryStatistics();
  }

  @Override
  public LongSummaryStatistics train() {
    return statistics(fitted);
  }

  @Override
  public LongSummaryStatistics test() {
    return statistics(tested);
  }

  @Override
  public LinearProbe.Fit linear(ProbeSettings settings) {
    LocalRegression regression =
        new LocalRegression(new FittingTable(List.of(fitted)), settings.maxIterations());
    LocalRegression.Choice penalty = regression.penalty(settings);
    LocalRegression.Fitted fit = regression.fit(penalty.regParam());
    return LinearProbe.Fit.of(right(fit.model()), penalty, fit.notes(settings.maxIterations()));
  }

  @Override
  public FittingRows fitting() {
    return new FittingRows(
        keys, IntStream.range(0, fitted.size()).mapToObj(fitted::classOf).toList());
  }

  @Override
  public double[][] vectors(int[] rows) {
    return IntStream.of(rows).mapToObj(fitted::vector).toArray(double[][]::new);
  }

  @Override
  public long right(LinearModel model) {
    return IntStream.range(0, tested.size())
        .filter(i -> model.classOf(tested.vector(i)) == tested.classOf(i))
        .count();
  }

  @Override
  public long neighbours(int neighbours) {
    VectorBlock block = VectorBlock.of(fitted);
    return IntStream.range(0, tested.size())
        .parallel()
        .filter(
            i -> {
              Votes votes = new Votes(neighbours);
              block.meet(VectorBlock.scaled(tested.vector(i)), votes);
              return votes.winner() == tested.classOf(i);
            })
        .count();
  }

  @Override
  public void close() {
    // Nothing is held elsewhere.
  }
}
