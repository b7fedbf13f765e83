package org.greedyinfomax.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page itself: what was trained, how the losses fell, what probes find, where the time went,
 * how to repeat it.
 */
public final class ReportPage {

  private ReportPage() {}

  /** The page as HTML text. It refers to nothing outside itself, and browsers are told so. */
  public static String render(ReportData data) {
    String title = Html.escape(data.title());
    return """
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
        %s%s%s%s%s%s</main>
        </body>
        </html>
        """
        .formatted(
            title,
            Stylesheet.TEXT,
            title,
            warnings(data.warnings()),
            facts(data.facts()),
            losses(data),
            probes(data.probes()),
            timeline(data.timeline()),
            commands(data.commands()));
  }

  private static String warnings(List<String> warnings) {
    if (warnings.isEmpty()) {
      return "";
    }
    return """
        <section class="warnings" aria-label="Warnings">
        <ul>
        %s</ul>
        </section>
        """
        .formatted(
            warnings.stream()
                .map(warning -> "<li>⚠ " + Html.escape(warning) + "</li>\n")
                .collect(Collectors.joining()));
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
    return """
        <section>
        <h2>What was trained</h2>
        <table id="facts"><tbody>
        %s</tbody></table>
        </section>
        """
        .formatted(rows);
  }

  private static String losses(ReportData data) {
    if (data.losses().isEmpty()) {
      return "";
    }
    Map<String, List<LossPoint>> modules = data.lossesByModule();
    return """
        <section>
        <h2>How the losses fell</h2>
        <figure>
        %s<figcaption>Each module has its own loss and gets no gradient from the modules above it.
        A module that only guesses which of the n+1 candidates is the true future loses
        log(n+1)&#160;=&#160;%s&#160;nats. The difference to its own loss is a lower bound on
        the information that its outputs share with their future.</figcaption>
        </figure>
        %s</section>
        """
        .formatted(
            new LineChart(modules, data.ceiling()).render(),
            Html.number(data.ceiling(), 3),
            new ModuleTable(modules, data.ceiling()).render());
  }

  private static String probes(List<ProbeRow> probes) {
    if (probes.isEmpty()) {
      return "";
    }
    ProbeTable table = new ProbeTable(probes);
    return """
        <section>
        <h2>What probes find</h2>
        <p>Accuracy of a linear classifier on each module's output%s, on test samples; beside it,
        the same with the random weights that training began with. The mark on each bar is chance;
        the best for a label is in bold. The row raw, if there is one, has the classical features of
        speech or the pixels in place of a module's output.</p>
        %s</section>
        """
        .formatted(
            table.hasNeighbours() ? ", and of a vote of its nearest neighbours" : "",
            table.render());
  }

  private static String timeline(List<LaneRound> rounds) {
    if (rounds.isEmpty()) {
      return "";
    }
    Timeline timeline = new Timeline(rounds);
    TimelineChart chart = new TimelineChart(timeline);
    return """
        <section>
        <h2>Where the time went</h2>
        <figure>
        %s<figcaption>A lane for each group of modules that the same stage trains, the lowest on
        top; a bar for each round. A group waits until there is input from below and room above,
        while others go on: %s of %d were busy at the same time, on average.%s</figcaption>
        </figure>
        %s</section>
        """
        .formatted(
            chart.render(),
            Html.number(timeline.busyAtOnce(), 1),
            timeline.groups().size(),
            chart.isWhole() ? "" : lastPart(chart, timeline),
            new TimelineTable(timeline).render());
  }

  private static String lastPart(TimelineChart chart, Timeline timeline) {
    return " Only the last part is drawn, from second %s to %s; the table counts all rounds."
        .formatted(Html.number(chart.start(), 0), Html.number(timeline.end(), 0));
  }

  private static String commands(List<String> commands) {
    if (commands.isEmpty()) {
      return "";
    }
    return """
        <section>
        <h2>Run it again</h2>
        <pre id="commands"><code>%s</code></pre>
        </section>
        """
        .formatted(Html.escape(String.join("\n", commands)));
  }
}
