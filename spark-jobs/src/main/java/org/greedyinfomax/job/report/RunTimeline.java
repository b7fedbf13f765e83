package org.greedyinfomax.job.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.run.RoundMetrics;

/**
 * When the rounds of a run took place, counted from its start.
 *
 * <p>A run may have been trained by several processes with days between them, and rounds of a
 * killed process that no checkpoint has kept are run again. So time in which no stage group was in
 * a round that counts is left out: what follows moves up.
 *
 * @param rounds of all groups, in the order in which they finished
 * @param seconds from the first start to the last end, without what is left out
 * @param secondsLeftOut in which no group was in a round
 */
public record RunTimeline(List<LaneRound> rounds, double seconds, double secondsLeftOut) {

  public RunTimeline {
    rounds = List.copyOf(rounds);
  }

  /**
   * The timeline of the lines of {@code metrics.jsonl}.
   *
   * @param stateBytes of each module, by its name
   */
  public static RunTimeline of(List<RoundMetrics> lines, Map<String, Long> stateBytes) {
    double[] starts = new double[lines.size()]; // by the run's own clock
    double end = 0;
    double leftOut = 0;
    List<Integer> byStart =
        IntStream.range(0, lines.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> lines.get(i).seconds().start()))
            .toList();
    for (int i : byStart) {
      RoundMetrics.Seconds seconds = lines.get(i).seconds();
      double start = seconds.start() - lines.get(byStart.get(0)).seconds().start() - leftOut;
      if (start > end) {
        leftOut += start - end;
        start = end;
      }
      starts[i] = Math.max(0, start); // what is left out is not exact to the last bit
      end = Math.max(end, start + seconds.wall());
    }
    List<LaneRound> rounds = new ArrayList<>();
    RunTraffic traffic = new RunTraffic(lines, stateBytes);
    for (int i = 0; i < starts.length; i++) {
      rounds.add(round(lines.get(i), starts[i], traffic));
    }
    return new RunTimeline(rounds, end, leftOut);
  }

  private static LaneRound round(RoundMetrics line, double start, RunTraffic traffic) {
    RoundMetrics.Seconds seconds = line.seconds();
    return new LaneRound(
        line.group(),
        line.round(),
        start,
        seconds.waiting(),
        seconds.running(),
        seconds.averaging(),
        seconds.committing(),
        traffic.of(line));
  }
}
