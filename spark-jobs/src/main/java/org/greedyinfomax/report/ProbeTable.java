package org.greedyinfomax.report;

import java.util.List;
import java.util.Map;

/** What linear probes find: a row a module, and for each label trained beside untrained. */
final class ProbeTable {

  private final Map<String, List<ProbeRow>> modules;
  private final Map<String, List<ProbeRow>> labels;

  ProbeTable(List<ProbeRow> probes) {
    this.modules = Groups.by(probes, ProbeRow::module);
    this.labels = Groups.by(probes, ProbeRow::label);
  }

  String render() {
    StringBuilder heads = new StringBuilder();
    StringBuilder subheads = new StringBuilder();
    labels.forEach(
        (label, rows) -> {
          heads.append(
              """
              <th scope="colgroup" colspan="2">%s <small>chance %s</small></th>
              """
                  .formatted(Html.escape(label), Html.percent(rows.get(0).chance())));
          subheads.append(
              """
              <th scope="col" class="number">trained</th>
              <th scope="col" class="number">untrained</th>
              """);
        });
    StringBuilder body = new StringBuilder();
    modules.forEach((module, rows) -> body.append(row(module, rows)));
    return """
        <div class="wide"><table id="probes">
        <thead><tr>
        <th scope="col" rowspan="2">Module</th>
        %s</tr><tr>
        %s</tr></thead>
        <tbody>
        %s</tbody></table></div>
        """
        .formatted(heads, subheads, body);
  }

  private String row(String module, List<ProbeRow> rows) {
    StringBuilder cells = new StringBuilder();
    for (Map.Entry<String, List<ProbeRow>> label : labels.entrySet()) {
      double best =
          label.getValue().stream().mapToDouble(ProbeRow::trainedAccuracy).max().orElseThrow();
      rows.stream()
          .filter(row -> row.label().equals(label.getKey()))
          .findFirst()
          .ifPresentOrElse(
              row -> cells.append(cells(row, best)), () -> cells.append("<td>–</td><td>–</td>\n"));
    }
    return "<tr><th scope=\"row\">%s</th>\n%s</tr>\n".formatted(Html.escape(module), cells);
  }

  private static String cells(ProbeRow row, double best) {
    String trained = row.trainedAccuracy() == best ? "trained best" : "trained";
    return cell(trained, row.trainedAccuracy(), row.chance())
        + cell("untrained", row.untrainedAccuracy(), row.chance());
  }

  private static String cell(String kind, double accuracy, double chance) {
    if (Double.isNaN(accuracy)) {
      return "<td class=\"number %s\">–</td>\n".formatted(kind);
    }
    return """
        <td class="number %s">%s<span class="bar"><span class="fill" style="width:%s%%"></span>\
        <span class="chance" style="left:%s%%"></span></span></td>
        """
        .formatted(
            kind,
            Html.percent(accuracy),
            Html.number(100 * accuracy, 1),
            Html.number(100 * chance, 1));
  }
}
