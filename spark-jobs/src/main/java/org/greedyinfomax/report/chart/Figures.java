package org.greedyinfomax.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.curve.LabelledCurve;
import org.greedyinfomax.report.data.AccuracyPoint;
import org.greedyinfomax.report.data.EmbeddingMap;
import org.greedyinfomax.report.data.FirstLayer;
import org.greedyinfomax.report.data.ReportData;
import org.greedyinfomax.report.data.Timeline;
import org.greedyinfomax.report.drawing.Html;

/** The figures of a report. What there is no data for is not drawn. */
public final class Figures {

  /** What is to be said of the picture that a page opens with, as HTML. */
  public static final String OPENING =
      """
      Bars and the band are 95&#160;% intervals: there the accuracy would lie on any number of such samples. Each
      module learns from what the one before it puts out.""";

  private final ReportData data;

  public Figures(ReportData data) {
    this.data = data;
  }

  /** All of them, in the order of the page. */
  public List<Figure> all() {
    return Stream.of(
            opening().stream(),
            losses().stream(),
            heldOut().stream(),
            accuracies().stream(),
            labelCurves().stream(),
            maps().stream(),
            firstLayer().stream(),
            timeline().stream())
        .flatMap(figures -> figures)
        .toList();
  }

  /** What was learned. */
  private Optional<Figure> opening() {
    String picture = data.opening().picture();
    return picture.isEmpty()
        ? Optional.empty()
        : Optional.of(new Figure("learned", picture, OPENING));
  }

  /** How the losses fell. */
  public Optional<Figure> losses() {
    if (data.losses().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure(
            "loss",
            new LossChart("loss", "Loss of each module", data.lossesByModule(), data.ceilings())
                .render(),
            Text.format(
                """
            Each module has its own loss and gets no gradient from the modules above it.
            A module that only guesses which of n+1 candidates is the positive has a loss of
            log(n+1)&#160;=&#160;%s&#160;nats. The difference to its own loss is a lower bound on
            the information that its outputs share with their future.%s""",
                Html.number(data.ceiling(), 3), ownCeilings())));
  }

  /** What is said of modules that have another number of negatives. */
  private String ownCeilings() {
    String own =
        data.lossesByModule().keySet().stream()
            .filter(data.ownCeilings()::containsKey)
            .map(
                name -> Html.escape(name) + "&#160;" + Html.number(data.ownCeilings().get(name), 3))
            .collect(Collectors.joining(", "));
    return own.isEmpty()
        ? ""
        : " Modules with other numbers of negatives have dotted lines for it: " + own + ".";
  }

  /** How the losses fell on rows that nothing was learned from. */
  public Optional<Figure> heldOut() {
    if (data.heldOut().isEmpty()) {
      return Optional.empty();
    }
    LossChart chart =
        new LossChart(
            "validation",
            "Loss of each module on held-out rows",
            data.heldOutByModule(),
            data.ceilings());
    return Optional.of(
        new Figure(
            "validation",
            chart.render(),
            """
            The same on rows that were held out, of which no module has learned anything. Where this
            loss rises while the one above falls, a module overfits its training rows."""));
  }

  /** What probes found on the way, a figure a label. */
  public List<Figure> accuracies() {
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, List<AccuracyPoint>> label :
        data.learned().accuraciesByLabel().entrySet()) {
      String name = Figure.numbered("accuracy", figures.size());
      figures.add(
          new Figure(
              name,
              new AccuracyChart(label.getKey(), name, label.getValue()).render(),
              Text.format(
                  """
              Accuracy of a linear classifier for the label %s, on test samples, while the modules
              were trained. Each curve begins at the random weights that training began with, whose accuracy
              is dotted.""",
                  Html.escape(label.getKey()))));
    }
    return figures;
  }

  /** What classifiers of few labels find, a figure a label. */
  public List<Figure> labelCurves() {
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, List<LabelledCurve>> label :
        data.learned().labelCurvesByLabel().entrySet()) {
      String name = Figure.numbered("labels", figures.size());
      figures.add(
          new Figure(
              name,
              new LabelChart(label.getKey(), name, label.getValue()).render(),
              Text.format(
                  """
              Label curve: accuracy of a linear classifier for the label %s, on test samples, by the
              number of labels of each value that it was fitted to. Lines are means over draws of labels, bands go
              from the worst draw to the best. What modules are compared with is dashed.""",
                  Html.escape(label.getKey()))));
    }
    return figures;
  }

  /** Where modules put rows of a corpus, a figure a label. */
  public List<Figure> maps() {
    List<Figure> figures = new ArrayList<>();
    for (Map.Entry<String, List<EmbeddingMap>> label : data.learned().mapsByLabel().entrySet()) {
      String name = Figure.numbered("map", figures.size());
      MapChart chart = new MapChart(label.getKey(), name, label.getValue());
      figures.add(new Figure(name, chart.render(), chart.caption()));
    }
    return figures;
  }

  /** What the first convolution looks for. */
  public Optional<Figure> firstLayer() {
    return data.learned().firstLayer().map(Figures::firstLayer);
  }

  private static Figure firstLayer(FirstLayer layer) {
    if (layer instanceof FirstLayer.Patches patches) {
      FilterChart chart = new FilterChart(patches);
      return new Figure("filters", chart.render(), chart.caption());
    }
    ResponseChart chart = new ResponseChart((FirstLayer.Taps) layer);
    return new Figure("filters", chart.render(), chart.caption());
  }

  /** When each stage group was busy. */
  public Optional<Figure> timeline() {
    if (data.timeline().isEmpty()) {
      return Optional.empty();
    }
    Timeline timeline = new Timeline(data.timeline());
    TimelineChart chart = new TimelineChart(timeline);
    return Optional.of(
        new Figure(
            "timeline",
            chart.render(),
            Text.format(
                """
            A lane for each group of modules that the same stage trains, the lowest on
            top; a bar for each round. A group waits until there is input from below and room above,
            while others go on: %s of %d were busy at the same time, on average.%s""",
                Html.number(timeline.busyAtOnce(), 1),
                timeline.groups().size(),
                chart.isWhole() ? "" : lastPart(chart, timeline))));
  }

  private static String lastPart(TimelineChart chart, Timeline timeline) {
    return Text.format(
        " Only the last part is drawn, from second %s to %s; the table counts all rounds.",
        Html.number(chart.start(), 0), Html.number(timeline.end(), 0));
  }
}
