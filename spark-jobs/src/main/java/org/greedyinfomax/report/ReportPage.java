package org.greedyinfomax.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.chart.Figure;
import org.greedyinfomax.report.chart.Figures;
import org.greedyinfomax.report.data.Learned;
import org.greedyinfomax.report.data.Opening;
import org.greedyinfomax.report.data.ProbeRow;
import org.greedyinfomax.report.data.ReportData;
import org.greedyinfomax.report.data.Timeline;
import org.greedyinfomax.report.drawing.Html;
import org.greedyinfomax.report.nuisance.NuisanceTable;
import org.greedyinfomax.report.table.ModuleTable;
import org.greedyinfomax.report.table.ProbeTable;
import org.greedyinfomax.report.table.TimelineTable;
import org.greedyinfomax.report.table.TrafficTable;

/**
 * The page itself: what was trained, how the losses fell, what the modules have learned, where the
 * time went, how to repeat it.
 */
public final class ReportPage {

  private ReportPage() {}

  /** The page as HTML text. It refers to nothing outside itself, and browsers are told so. */
  public static String render(ReportData data) {
    String title = Html.escape(data.title());
    Figures figures = new Figures(data);
    return Text.format(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; style-src 'unsafe-inline'"/>
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        <h1>%s</h1>
        %s%s%s%s%s%s%s%s%s</main>
        </body>
        </html>
        """,
        title,
        Stylesheet.text(),
        title,
        warnings(data.warnings()),
        opening(data.opening()),
        facts(data.facts()),
        losses(data, figures),
        probes(
            data.learned(),
            Stream.of(figures.labelCurves(), figures.accuracies()).flatMap(List::stream).toList()),
        maps(data.learned().mapped(), figures.maps()),
        firstLayer(figures.firstLayer()),
        timeline(data, figures),
        commands(data.commands()));
  }

  private static String warnings(List<String> warnings) {
    if (warnings.isEmpty()) {
      return "";
    }
    return Text.format(
        """
        <section class="warnings" aria-label="Warnings">
        <ul>
        %s</ul>
        </section>
        """,
        warnings.stream()
            .map(warning -> "<li>⚠ " + Html.escape(warning) + "</li>\n")
            .collect(Collectors.joining()));
  }

  private static String opening(Opening opening) {
    if (opening.sentence().isEmpty()) {
      return "";
    }
    StringBuilder content = new StringBuilder();
    content.append("<p>").append(Html.escape(opening.sentence())).append("</p>\n");
    if (!opening.commands().isEmpty()) {
      content.append(code("next", opening.commands()));
    }
    if (!opening.panels().isEmpty()) {
      content.append(
          Text.format(
              """
          <figure>
          <div class="panels%s">
          %s</div>
          <figcaption>%s</figcaption>
          </figure>
          """,
              opening.panels().size() > 1 ? " many" : "",
              String.join("", opening.panels()),
              Figures.OPENING));
    }
    return Text.format(
        """
        <section class="opening" aria-label="What was learned">
        %s</section>
        """,
        content);
  }

  private static String facts(Map<String, String> facts) {
    if (facts.isEmpty()) {
      return "";
    }
    StringBuilder rows = new StringBuilder();
    facts.forEach(
        (name, value) ->
            rows.append("<tr><th scope=\"row\">")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(Html.escape(value))
                .append("</td></tr>\n"));
    return section(
        "What was trained",
        Text.format(
            """
        <table id="facts"><tbody>
        %s</tbody></table>
        """,
            rows));
  }

  private static String losses(ReportData data, Figures figures) {
    return figures
        .losses()
        .map(
            figure ->
                section(
                    "How the losses fell",
                    figure.html()
                        + new ModuleTable(data.lossesByModule(), data.ceilings()).render()
                        + figures.heldOut().map(Figure::html).orElse("")))
        .orElse("");
  }

  private static String probes(Learned learned, List<Figure> curves) {
    List<ProbeRow> probes = learned.probes();
    if (probes.isEmpty() && curves.isEmpty() && learned.nuisances().isEmpty()) {
      return "";
    }
    StringBuilder content = new StringBuilder();
    if (!probes.isEmpty()) {
      ProbeTable table = new ProbeTable(probes);
      content.append(
          Text.format(
              """
          <p>Accuracy of a linear classifier on each module's output%s, on test samples; beside it,
          the same with the random weights that training began with. The mark on each bar is chance;
          the best for a label is in bold. Below a linear classifier's accuracy stand the interval in
          which it would lie on any number of such samples, with a probability of 95 %%, and the penalty that
          was chosen or set. The row raw, if there is one, has the classical features of
          speech or the pixels in place of a module's output.</p>
          %s""",
              table.hasNeighbours() ? ", and of a vote of its nearest neighbours" : "",
              table.render()));
    }
    content.append(NuisanceTable.render(learned.nuisances()));
    curves.forEach(figure -> content.append(figure.html()));
    return section("What probes find", content.toString());
  }

  private static String maps(String mapped, List<Figure> maps) {
    if (maps.isEmpty()) {
      return "";
    }
    StringBuilder content =
        new StringBuilder(
            Text.format(
                """
            <p>%s A dot is the mean vector of a row of the corpus, in the plane in which the vectors
            of the module vary most (PCA, of channels scaled to the same deviation). Beside a module's
            name is the share of their variance that its map shows: a classifier sees all of it.</p>
            """,
                Html.escape(mapped)));
    maps.forEach(figure -> content.append(figure.html()));
    return section("Maps of the modules' outputs", content.toString());
  }

  private static String firstLayer(Optional<Figure> layer) {
    return layer
        .map(figure -> section("Filters of the first convolution", figure.html()))
        .orElse("");
  }

  private static String timeline(ReportData data, Figures figures) {
    return figures
        .timeline()
        .map(
            figure ->
                section(
                    "Where the time went", figure.html() + tables(new Timeline(data.timeline()))))
        .orElse("");
  }

  private static String tables(Timeline timeline) {
    return new TimelineTable(timeline).render() + new TrafficTable(timeline).render();
  }

  private static String commands(List<String> commands) {
    if (commands.isEmpty()) {
      return "";
    }
    return section("Run it again", code("commands", commands));
  }

  private static String code(String id, List<String> lines) {
    return Text.format(
        "<pre id=\"%s\"><code>%s</code></pre>\n", id, Html.escape(String.join("\n", lines)));
  }

  private static String section(String heading, String content) {
    return Text.format(
        """
        <section>
        <h2>%s</h2>
        %s</section>
        """,
        heading, content);
  }
}
