package org.greedyinfomax.report.table;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.CollapseMetric;
import org.greedyinfomax.report.data.Ceilings;
import org.greedyinfomax.report.data.LossPoint;
import org.greedyinfomax.report.drawing.Html;

/** Where each module ended: one row a module. */
public final class ModuleTable {

  private final Map<String, List<LossPoint>> modules;
  private final Ceilings ceilings;

  public ModuleTable(Map<String, List<LossPoint>> modules, Ceilings ceilings) {
    this.modules = modules;
    this.ceilings = ceilings;
  }

  public String render() {
    StringBuilder rows = new StringBuilder();
    modules.forEach((name, points) -> rows.append(row(name, points.get(points.size() - 1))));
    return Text.format(
        """
        <div class="wide"><table id="modules">
        <thead><tr>
        <th scope="col">Module</th>
        <th scope="col" class="number">Loss <small>nats</small></th>
        <th scope="col" class="number">Information <small>at least, nats</small></th>
        <th scope="col" class="number">Accuracy <small>contrastive</small></th>
        <th scope="col" class="number">Spread</th>
        </tr></thead>
        <tbody>
        %s</tbody></table></div>
        """,
        rows);
  }

  private String row(String name, LossPoint last) {
    boolean collapsed = last.spread() < CollapseMetric.COLLAPSED;
    return Text.format(
        """
        <tr%s><th scope="row">%s%s</th><td class="number">%s</td><td class="number">%s</td>\
        <td class="number">%s</td><td class="number">%s</td></tr>
        """,
        collapsed ? " class=\"collapsed\"" : "",
        Html.escape(name),
        collapsed ? " <strong>⚠&#160;collapsed</strong>" : "",
        Html.number(last.loss(), 3),
        Html.number(ceilings.of(name) - last.loss(), 3),
        Html.percent(last.accuracy()),
        Html.number(last.spread(), 3));
  }
}
