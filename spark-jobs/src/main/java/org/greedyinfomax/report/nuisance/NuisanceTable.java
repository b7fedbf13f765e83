package org.greedyinfomax.report.nuisance;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.drawing.Html;

/**
 * A table of how well nuisances can be predicted from the modules' outputs: a row for each module.
 */
public final class NuisanceTable {

  private NuisanceTable() {}

  /** The table with a sentence above it; empty if there are no rows. */
  public static String render(List<NuisanceRow> rows) {
    if (rows.isEmpty()) {
      return "";
    }
    Set<String> names = new LinkedHashSet<>();
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    for (NuisanceRow row : rows) {
      names.add(row.nuisance());
      lines
          .computeIfAbsent(row.module(), module -> new StringBuilder())
          .append(cell("trained", row.trained()))
          .append(cell("untrained", row.untrained()));
    }
    StringBuilder heads = new StringBuilder();
    for (String name : names) {
      heads.append(
          Text.format("<th scope=\"colgroup\" colspan=\"2\">%s</th>\n", Html.escape(name)));
    }
    StringBuilder body = new StringBuilder();
    lines.forEach(
        (module, cells) ->
            body.append(
                Text.format(
                    "<tr><th scope=\"row\">%s</th>\n%s</tr>\n", Html.escape(module), cells)));
    return Text.format(
        """
        <p>How well a linear regression on the same outputs predicts how a sample was recorded: the share of the
        variance among test samples that it explains (R²; 1 is all of it, 0 or less nothing).
        A module that encodes a recording's noise well has learned to tell recordings apart by it.</p>
        <div class="wide"><table id="nuisances">
        <thead><tr>
        <th scope="col" rowspan="2">Module</th>
        %s</tr><tr>
        %s</tr></thead>
        <tbody>
        %s</tbody></table></div>
        """,
        heads,
        """
        <th scope="col" class="number">trained</th>
        <th scope="col" class="number">untrained</th>
        """
            .repeat(names.size()),
        body);
  }

  private static String cell(String kind, double explained) {
    if (Double.isNaN(explained)) {
      return Text.format("<td class=\"number %s\">–</td>\n", kind);
    }
    return Text.format(
        """
        <td class="number %s">%s<span class="bar"><span class="fill" style="width:%s%%"></span>\
        </span></td>
        """,
        kind, Html.number(explained, 2), Html.number(100 * Math.max(0, explained), 1));
  }
}
