package org.greedyinfomax.job.study;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.greedyinfomax.Printable;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.job.study.TrialResult.Accuracy;
import org.greedyinfomax.job.study.TrialResult.Cost;
import org.greedyinfomax.job.study.TrialResult.Loss;

/**
 * A study as Markdown: for each label a table with a row for every point of the grid, then losses
 * and untrained modules in the same rows.
 */
final class StudyTable {

  private final String corpus;
  private final StudyDesign design;
  private final List<PointResults> points;
  private final Map<Trial, String> failures;

  StudyTable(
      String corpus, StudyDesign design, List<PointResults> points, Map<Trial, String> failures) {
    this.corpus = corpus;
    this.design = design;
    this.points = points;
    this.failures = failures;
  }

  String render() {
    int done = points.stream().mapToInt(point -> point.results().size()).sum();
    StringBuilder text = new StringBuilder();
    text.append(
        Text.format(
            """
            # Study of %s

            Trained and probed on %s: %d of %d trials are done. Numbers are means over the seeds, \
            behind ± the standard deviation between seeds; the best mean of a column is in bold.
            """,
            String.join(", ", design.keys().stream().map(StudyTable::cell).toList()),
            Printable.line(corpus),
            done,
            design.trials().size()));
    if (done > 0) {
      PointResults.labels(points).forEach(label -> text.append(accuracies(label)));
      text.append(losses());
    }
    if (!failures.isEmpty()) {
      text.append("\n## What failed\n\n");
      failures.forEach(
          (trial, why) ->
              text.append(
                  Text.format(
                      "- %s: %s%n", cell(trial.described(design.keys())), Printable.line(why))));
    }
    return text.toString();
  }

  private String accuracies(String label) {
    Accuracy any =
        PointResults.accuracies(points)
            .filter(accuracy -> accuracy.label().equals(label))
            .findFirst()
            .orElseThrow();
    List<String> modules = PointResults.probed(points, label);
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String module : modules) {
      columns.put(
          module, Column.percent(point -> point.accuracy(label, module, Accuracy::trained)));
    }
    columns.put("seconds", Column.seconds(point -> point.cost(Cost::trainingSeconds)));
    columns.put("CPU seconds", Column.seconds(point -> point.cost(Cost::trainingCpuSeconds)));
    columns.put("seconds of probes", Column.seconds(point -> point.cost(Cost::probingSeconds)));
    Map<String, Column> untrained = new LinkedHashMap<>();
    for (String module : modules) {
      if (!module.equals(Encoding.RAW)) {
        untrained.put(
            module, Column.percent(point -> point.accuracy(label, module, Accuracy::untrained)));
      }
    }
    return Text.format(
        """

        ## %s

        Accuracy of a linear classifier in %% of %d that were tested; chance %.1f, standard error of \
        one accuracy up to %.1f. Seconds are those of training.

        %s
        The same before training:

        %s""",
        cell(label),
        any.tested(),
        100 * any.chance(),
        100 * Math.sqrt(0.25 / any.tested()),
        table(columns),
        table(untrained));
  }

  private String losses() {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String module : PointResults.modules(points)) {
      columns.put(module, Column.nats(point -> point.loss(module, Loss::training)));
    }
    for (String module : PointResults.modules(points)) {
      Column heldOut = Column.nats(point -> point.loss(module, Loss::heldOut));
      if (points.stream().anyMatch(point -> heldOut.of().apply(point).count() > 0)) {
        columns.put(module + ", held out", heldOut);
      }
    }
    return Text.format(
        """

        ## Loss

        Of each module in its last round, in nats. It depends on the number of candidates: only losses \
        with the same number of negatives can be compared.

        %s""",
        table(columns));
  }

  private String table(Map<String, Column> columns) {
    List<String> heads = new ArrayList<>(design.keys());
    heads.add("seeds");
    heads.addAll(columns.keySet());
    TextTable table =
        new TextTable(
            design.keys().size(), heads.stream().map(StudyTable::cell).toArray(String[]::new));
    for (PointResults point : points) {
      table.add(
          Stream.of(
                  point.values().stream().map(StudyTable::cell),
                  Stream.of(Integer.toString(point.results().size())),
                  columns.values().stream().map(column -> column.text(point, points)))
              .flatMap(texts -> texts)
              .toArray(String[]::new));
    }
    return table.toString();
  }

  private static String cell(String text) {
    return Printable.line(text).replace("|", "\\|");
  }

  /**
   * A column of numbers.
   *
   * @param of what it has of a point
   * @param unit by which numbers are multiplied
   * @param digits behind the decimal point
   * @param isMarked whether the largest mean is in bold
   */
  private record Column(
      Function<PointResults, MeanAndDeviation> of, double unit, int digits, boolean isMarked) {

    static Column percent(Function<PointResults, MeanAndDeviation> of) {
      return new Column(of, 100, 1, true);
    }

    static Column nats(Function<PointResults, MeanAndDeviation> of) {
      return new Column(of, 1, 3, false);
    }

    static Column seconds(Function<PointResults, MeanAndDeviation> of) {
      return new Column(of, 1, 0, false);
    }

    String text(PointResults point, List<PointResults> all) {
      MeanAndDeviation spread = of.apply(point);
      String text = spread.text(unit, digits);
      DoubleSummaryStatistics means =
          all.stream()
              .map(of)
              .mapToDouble(MeanAndDeviation::mean)
              .filter(mean -> !Double.isNaN(mean))
              .summaryStatistics();
      boolean isBest =
          isMarked && means.getMin() < means.getMax() && spread.mean() == means.getMax();
      return isBest ? "**" + text + "**" : text;
    }
  }
}
