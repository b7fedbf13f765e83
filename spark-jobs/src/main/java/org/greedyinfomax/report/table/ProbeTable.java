package org.greedyinfomax.report.table;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.LinearAccuracy;
import org.greedyinfomax.report.data.OrderedGroups;
import org.greedyinfomax.report.data.ProbeRow;
import org.greedyinfomax.report.drawing.Html;

/**
 * What probes find: a row a module, and for each label trained beside untrained, of a linear
 * classifier and of nearest neighbours if any were asked.
 */
public final class ProbeTable {

  private static final String NOT_PROBED = "<td>–</td>";

  private final Map<String, List<ProbeRow>> modules;
  private final Map<String, List<ProbeRow>> labels;
  private final boolean withNeighbours;

  public ProbeTable(List<ProbeRow> probes) {
    this.modules = OrderedGroups.by(probes, ProbeRow::module);
    this.labels = OrderedGroups.by(probes, ProbeRow::label);
    this.withNeighbours = probes.stream().anyMatch(row -> !Double.isNaN(row.trainedNeighbours()));
  }

  /** Whether there are columns of nearest neighbours. */
  public boolean hasNeighbours() {
    return withNeighbours;
  }

  public String render() {
    int classifiers = withNeighbours ? 2 : 1;
    StringBuilder heads = new StringBuilder();
    labels.forEach(
        (label, rows) ->
            heads.append(
                Text.format(
                    """
                <th scope="colgroup" colspan="%d">%s <small>chance %s</small></th>
                """,
                    2 * classifiers, Html.escape(label), Html.percent(rows.get(0).chance()))));
    String names =
        """
        <th scope="colgroup" colspan="2">linear</th>
        <th scope="colgroup" colspan="2">neighbours</th>
        """;
    String pair =
        """
        <th scope="col" class="number">trained</th>
        <th scope="col" class="number">untrained</th>
        """;
    StringBuilder body = new StringBuilder();
    modules.forEach((module, rows) -> body.append(row(module, rows)));
    return Text.format(
        """
        <div class="wide"><table id="probes">
        <thead><tr>
        <th scope="col" rowspan="%d">Module</th>
        %s</tr><tr>
        %s%s</tr></thead>
        <tbody>
        %s</tbody></table></div>
        """,
        1 + classifiers,
        heads,
        withNeighbours ? names.repeat(labels.size()) + "</tr><tr>\n" : "",
        pair.repeat(classifiers * labels.size()),
        body);
  }

  private String row(String module, List<ProbeRow> rows) {
    StringBuilder cells = new StringBuilder();
    labels.forEach(
        (label, ofLabel) ->
            rows.stream()
                .filter(row -> row.label().equals(label))
                .findFirst()
                .ifPresentOrElse(
                    row -> cells.append(cells(row, ofLabel)),
                    () -> cells.append(NOT_PROBED.repeat(withNeighbours ? 4 : 2)).append("\n")));
    return Text.format("<tr><th scope=\"row\">%s</th>\n%s</tr>\n", Html.escape(module), cells);
  }

  private String cells(ProbeRow row, List<ProbeRow> ofLabel) {
    double linear = best(ofLabel, ProbeRow::trainedAccuracy);
    double neighbours = best(ofLabel, ProbeRow::trainedNeighbours);
    String cells =
        linear(row.trainedAccuracy() == linear ? "trained best" : "trained", row.trained(), row)
            + linear("untrained", row.untrained(), row);
    return withNeighbours
        ? cells
            + trained(row.trainedNeighbours(), neighbours, row.chance())
            + cell("untrained", row.untrainedNeighbours(), row.chance())
        : cells;
  }

  private static double best(List<ProbeRow> rows, ToDoubleFunction<ProbeRow> accuracy) {
    return rows.stream()
        .mapToDouble(accuracy)
        .filter(share -> !Double.isNaN(share))
        .max()
        .orElse(Double.NaN);
  }

  private static String trained(double accuracy, double best, double chance) {
    return cell(accuracy == best ? "trained best" : "trained", accuracy, chance);
  }

  private static String linear(String kind, LinearAccuracy accuracy, ProbeRow row) {
    if (!accuracy.isMeasured()) {
      return cell(kind, Double.NaN, row.chance());
    }
    String details =
        Text.format(
            """
            <small class="interval">%s–%s</small><small class="penalty">penalty %.0e</small>\
            """,
            Html.number(100 * accuracy.low(), 1),
            Html.number(100 * accuracy.high(), 1),
            accuracy.regParam());
    return cell(kind, accuracy.share(), row.chance(), details);
  }

  private static String cell(String kind, double accuracy, double chance) {
    return cell(kind, accuracy, chance, "");
  }

  private static String cell(String kind, double accuracy, double chance, String details) {
    if (Double.isNaN(accuracy)) {
      return Text.format("<td class=\"number %s\">–</td>\n", kind);
    }
    return Text.format(
        """
        <td class="number %s">%s<span class="bar"><span class="fill" style="width:%s%%"></span>\
        <span class="chance" style="left:%s%%"></span></span>%s</td>
        """,
        kind,
        Html.percent(accuracy),
        Html.number(100 * accuracy, 1),
        Html.number(100 * chance, 1),
        details);
  }
}
