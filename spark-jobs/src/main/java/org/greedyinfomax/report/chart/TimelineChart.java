package org.greedyinfomax.report.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.report.data.RoundPhase;
import org.greedyinfomax.report.data.Timeline;
import org.greedyinfomax.report.drawing.Axis;
import org.greedyinfomax.report.drawing.Html;
import org.greedyinfomax.report.drawing.Svg;

/**
 * When each stage group was busy, and with what: a lane a group, a bar a round.
 *
 * <p>Bars of long runs would be too thin to see. So the chart begins where no lane has more than
 * {@value #MOST_ROUNDS} rounds left to begin.
 */
final class TimelineChart {

  static final int MOST_ROUNDS = 24;

  private static final int WIDTH = 720;
  private static final int LEFT = 30;
  private static final int RIGHT = 690;
  private static final int TOP = 44;
  private static final int LANE = 58;
  private static final int MIDDLE = 38;
  private static final int SWATCH = 20;
  private static final int BOTTOM = 56;
  private static final int LONGEST_LABEL = 48;

  private final Timeline timeline;
  private final boolean whole;
  private final Axis across;
  private final int bottom;

  TimelineChart(Timeline timeline) {
    this.timeline = timeline;
    List<List<LaneRound>> longer =
        timeline.groups().values().stream().filter(rounds -> rounds.size() > MOST_ROUNDS).toList();
    this.whole = longer.isEmpty();
    double first =
        longer.stream()
            .mapToDouble(rounds -> rounds.get(rounds.size() - MOST_ROUNDS).start())
            .max()
            .orElse(0);
    this.across = Axis.between(first, timeline.end(), 6);
    this.bottom = TOP + LANE * timeline.groups().size();
  }

  /** Whether the chart shows all rounds. */
  boolean isWhole() {
    return whole;
  }

  /** When the chart begins, in seconds since the run's start. */
  double start() {
    return across.low();
  }

  /** The chart as an SVG element. */
  String render() {
    return Svg.drawing(
        WIDTH,
        bottom + BOTTOM,
        "time",
        "Rounds of each stage group over time",
        description(),
        legend() + grid() + lanes() + axis());
  }

  private String description() {
    return timeline.groups().entrySet().stream()
        .map(group -> summary(group.getKey(), group.getValue()))
        .collect(Collectors.joining("; ", "", "."));
  }

  private String summary(String group, List<LaneRound> rounds) {
    return Text.format(
        "%s: %s from %s to %s seconds, busy for %s of all the time",
        group,
        Timeline.counted(rounds),
        Html.number(rounds.get(0).start(), 1),
        Html.number(last(rounds).end(), 1),
        Html.percent(timeline.busy(rounds)));
  }

  private static String legend() {
    StringBuilder legend = new StringBuilder();
    double x = LEFT;
    for (RoundPhase phase : RoundPhase.values()) {
      legend
          .append("<g class=\"legend\">")
          .append(segment(phase, x, x + SWATCH, 12))
          .append(Svg.text("label", x + SWATCH + 6, 18, phase.text()))
          .append("</g>\n");
      x += (RIGHT - LEFT) / (double) RoundPhase.values().length;
    }
    return legend.toString();
  }

  private String grid() {
    return across.ticks().stream()
        .map(
            tick ->
                Svg.piece(
                    "<path class=\"grid\" d=\"M%.1f %dV%d\"/>%n", along(tick), TOP - 6, bottom))
        .collect(Collectors.joining());
  }

  private String axis() {
    return Svg.axis(across, LEFT, RIGHT, bottom, "seconds since the start");
  }

  private String lanes() {
    StringBuilder lanes = new StringBuilder();
    int top = TOP;
    for (Map.Entry<String, List<LaneRound>> group : timeline.groups().entrySet()) {
      lanes.append("<g class=\"lane\">\n").append(lane(group.getValue(), top));
      String label = Svg.shortened(group.getKey(), LONGEST_LABEL);
      lanes.append(Svg.text("label halo", LEFT, top + 19, Html.escape(label))).append("</g>\n");
      top += LANE;
    }
    return lanes.toString();
  }

  private String lane(List<LaneRound> rounds, int top) {
    if (last(rounds).end() <= start()) {
      String text = Text.format("ended after %s seconds", Html.number(last(rounds).end(), 0));
      return Svg.text("tick halo", LEFT, top + MIDDLE + 5, text);
    }
    return rounds.stream()
        .filter(round -> round.end() > start())
        .map(round -> bar(round, top + MIDDLE))
        .collect(Collectors.joining());
  }

  private String bar(LaneRound round, int middle) {
    StringBuilder bar = new StringBuilder("<g class=\"round\"><title>");
    bar.append("round ").append(round.round());
    for (RoundPhase phase : RoundPhase.values()) {
      bar.append(Text.format(", %s %s s", phase.text(), Html.number(phase.seconds(round), 2)));
    }
    bar.append("</title>");
    double begin = round.start();
    for (RoundPhase phase : RoundPhase.values()) {
      double end = begin + phase.seconds(round);
      if (end > Math.max(begin, start())) {
        bar.append(segment(phase, along(Math.max(begin, start())), along(end), middle));
      }
      begin = end;
    }
    return bar.append("</g>\n").toString();
  }

  /** A line where a round waits, a block where it does something. */
  private static String segment(RoundPhase phase, double from, double to, int middle) {
    int height = height(phase);
    if (height == 0) {
      return Svg.piece("<path class=\"%s\" d=\"M%.1f %dH%.1f\"/>", phase.text(), from, middle, to);
    }
    return Svg.piece(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
        phase.text(), from, middle - height / 2, to - from, height);
  }

  /** Differs from phase to phase, so that they can be told apart without colours. */
  private static int height(RoundPhase phase) {
    return switch (phase) {
      case WAITING -> 0;
      case RUNNING -> 20;
      case AVERAGING -> 14;
      case COMMITTING -> 8;
    };
  }

  private double along(double seconds) {
    return LEFT + across.place(seconds) * (RIGHT - LEFT);
  }

  private static LaneRound last(List<LaneRound> rounds) {
    return rounds.get(rounds.size() - 1);
  }
}
