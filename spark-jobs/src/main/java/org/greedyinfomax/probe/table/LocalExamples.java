package org.greedyinfomax.probe.table;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/** Examples that fit the driver's memory. */
public final class LocalExamples implements Examples {

  private final LabelledRows fitted;
  private final LabelledRows tested;
  private final List<String> keys; // of the rows to fit to

  private LocalExamples(LabelledRows fitted, LabelledRows tested, List<String> keys) {
    this.fitted = fitted;
    this.tested = tested;
    this.keys = keys;
  }

  /**
   * Some rows with a label.
   *
   * @param keys of the rows
   * @param labels of the rows, as they are called
   * @param folds of the rows
   * @param vectors of the rows, which will be standardized in place
   */
  @SuppressWarnings("ArrayRecordComponent") // a parcel: compared by nobody
  record Part(List<String> keys, List<String> labels, int[] folds, double[][] vectors) {

    private LabelledRows rows(Map<String, Integer> numbers) {
      return LabelledRows.of(labels.stream().mapToInt(numbers::get).toArray(), folds, vectors);
    }
  }

  /**
   * Fetches them.
   *
   * @param labelled rows with a label, marked and with their {@link Penalties#PLACE}
   */
  public static Examples of(Dataset<Row> labelled, String label, String module) {
    return MemoryTable.of(labelled, List.of(label), List.of(module)).examples(label, module);
  }

  /**
   * Prepares them.
   *
   * @param label what messages call it
   * @throws IllegalArgumentException if there is nothing to fit to or to test
   */
  static LocalExamples of(String label, Part fitted, Part tested) {
    List<String> names =
        Stream.concat(fitted.labels.stream(), tested.labels.stream()).distinct().sorted().toList();
    Map<String, Integer> numbers =
        IntStream.range(0, names.size()).boxed().collect(Collectors.toMap(names::get, i -> i));
    LabelledRows toFit = fitted.rows(numbers);
    LabelledRows toTest = tested.rows(numbers);
    Examples.require(label, statistics(toFit), statistics(toTest));
    toFit.standardize(toTest);
    return new LocalExamples(toFit, toTest, fitted.keys);
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
