package org.greedyinfomax.report.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.report.data.RoundPhase;
import org.greedyinfomax.report.data.Timeline;
import org.greedyinfomax.report.drawing.Html;

/** How long a round of each stage group takes, phase by phase: one row a group. */
public final class TimelineTable {

  private final Timeline timeline;

  public TimelineTable(Timeline timeline) {
    this.timeline = timeline;
  }

  public String render() {
    StringBuilder rows = new StringBuilder();
    timeline.groups().forEach((group, rounds) -> rows.append(row(group, rounds)));
    return Text.format(
        """
        <div class="wide"><table id="times">
        <thead><tr>
        <th scope="col" rowspan="2">Group</th>
        <th scope="col" rowspan="2" class="number">Busy <small>of the time</small></th>
        <th scope="colgroup" colspan="%d">Seconds a round <small>mean of all rounds</small></th>
        </tr><tr>
        %s</tr></thead>
        <tbody>
        %s</tbody></table></div>
        """,
        RoundPhase.values().length,
        phases(phase -> "<th scope=\"col\" class=\"number\">" + phase.text() + "</th>\n"),
        rows);
  }

  private String row(String group, List<LaneRound> rounds) {
    return Text.format(
        """
        <tr><th scope="row">%s <small>%s</small></th><td class="number">%s</td>
        %s</tr>
        """,
        Html.escape(group),
        Timeline.counted(rounds),
        Html.percent(timeline.busy(rounds)),
        phases(phase -> "<td class=\"number\">" + mean(rounds, phase) + "</td>\n"));
  }

  private static String mean(List<LaneRound> rounds, RoundPhase phase) {
    return Html.number(rounds.stream().mapToDouble(phase::seconds).average().orElseThrow(), 2);
  }

  private static String phases(Function<RoundPhase, String> cell) {
    return Arrays.stream(RoundPhase.values()).map(cell).collect(Collectors.joining());
  }
}
