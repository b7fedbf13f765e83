package org.greedyinfomax.report.table;

import java.util.List;
import java.util.function.ToLongFunction;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.report.data.Timeline;
import org.greedyinfomax.report.data.Traffic;
import org.greedyinfomax.report.drawing.Html;

/** What a round of each stage group moves: one row a group. */
public final class TrafficTable {

  private final Timeline timeline;

  public TrafficTable(Timeline timeline) {
    this.timeline = timeline;
  }

  /** The table; nothing if it is not known what any round moved. */
  public String render() {
    boolean isKnown =
        timeline.groups().values().stream()
            .flatMap(List::stream)
            .anyMatch(round -> !round.traffic().equals(Traffic.NONE));
    return isKnown ? table() : "";
  }

  private String table() {
    StringBuilder rows = new StringBuilder();
    timeline.groups().forEach((group, rounds) -> rows.append(row(group, rounds)));
    return Text.format(
        """
        <p>What a round moved, mean of all rounds:</p>
        <div class="wide"><table id="traffic">
        <thead><tr>
        <th scope="col" rowspan="2">Group</th>
        <th scope="col" class="number" rowspan="2">States <small>to each replica, and back</small></th>
        <th scope="colgroup" colspan="2">Activations <small>of all replicas</small></th>
        </tr><tr>
        <th scope="col" class="number">read</th>
        <th scope="col" class="number">written</th>
        </tr></thead>
        <tbody>
        %s</tbody></table></div>
        """,
        rows);
  }

  private static String row(String group, List<LaneRound> rounds) {
    return Text.format(
        """
        <tr><th scope="row">%s</th><td class="number">%s</td><td class="number">%s</td>\
        <td class="number">%s</td></tr>
        """,
        Html.escape(group),
        megabytes(rounds, Traffic::states),
        megabytes(rounds, Traffic::read),
        megabytes(rounds, Traffic::written));
  }

  private static String megabytes(List<LaneRound> rounds, ToLongFunction<Traffic> bytes) {
    double mean =
        rounds.stream()
            .mapToLong(round -> bytes.applyAsLong(round.traffic()))
            .average()
            .orElseThrow();
    return mean == 0 ? "–" : Html.number(mean * 1e-6, 2) + " MB";
  }
}
