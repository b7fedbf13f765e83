package org.greedyinfomax.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * How long a round of each stage group takes, phase by phase, and what it moves: one row a group.
 */
final class TimelineTable {

  private final Timeline timeline;

  TimelineTable(Timeline timeline) {
    this.timeline = timeline;
  }

  String render() {
    StringBuilder rows = new StringBuilder();
    timeline.groups().forEach((group, rounds) -> rows.append(row(group, rounds)));
    return """
        <div class="wide"><table id="times">
        <thead><tr>
        <th scope="col" rowspan="2">Group</th>
        <th scope="col" rowspan="2" class="number">Busy <small>of the time</small></th>
        <th scope="colgroup" colspan="%d">Seconds a round <small>mean of all rounds</small></th>
        <th scope="colgroup" colspan="3">MB a round <small>mean of all rounds</small></th>
        </tr><tr>
        %s<th scope="col" class="number">states</th>
        <th scope="col" class="number">read</th>
        <th scope="col" class="number">written</th>
        </tr></thead>
        <tbody>
        %s</tbody></table></div>
        """
        .formatted(
            Phase.values().length,
            phases(phase -> "<th scope=\"col\" class=\"number\">" + phase.text() + "</th>\n"),
            rows);
  }

  private String row(String group, List<LaneRound> rounds) {
    return """
        <tr><th scope="row">%s <small>%s</small></th><td class="number">%s</td>
        %s%s%s%s</tr>
        """
        .formatted(
            Html.escape(group),
            Timeline.counted(rounds),
            Html.percent(timeline.busy(rounds)),
            phases(phase -> cell(mean(rounds, phase::seconds, 1, 2))),
            megabytes(rounds, Traffic::states),
            megabytes(rounds, Traffic::read),
            megabytes(rounds, Traffic::written));
  }

  private static String megabytes(List<LaneRound> rounds, ToLongFunction<Traffic> bytes) {
    return cell(mean(rounds, round -> bytes.applyAsLong(round.traffic()), 1e6, 1));
  }

  private static String mean(
      List<LaneRound> rounds, ToDoubleFunction<LaneRound> amount, double unit, int digits) {
    return Html.number(rounds.stream().mapToDouble(amount).average().orElseThrow() / unit, digits);
  }

  private static String cell(String number) {
    return "<td class=\"number\">" + number + "</td>\n";
  }

  private static String phases(Function<Phase, String> cell) {
    return Arrays.stream(Phase.values()).map(cell).collect(Collectors.joining());
  }
}
