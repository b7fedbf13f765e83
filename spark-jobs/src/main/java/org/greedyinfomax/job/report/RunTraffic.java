package org.greedyinfomax.job.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.report.data.Traffic;
import org.greedyinfomax.run.RoundMetrics;

/**
 * What the rounds of a run moved: states between the driver and each replica, and activations
 * between stage groups. What one group writes in a round, the next reads in the same.
 */
final class RunTraffic {

  private final Map<String, Long> stateBytes;
  private final List<String> groups = new ArrayList<>(); // lowest first: a round reaches it first
  private final Map<String, Map<Integer, Long>> written = new HashMap<>(); // by group and round

  /**
   * Takes the lines of {@code metrics.jsonl}.
   *
   * @param stateBytes of each module, by its name
   */
  RunTraffic(List<RoundMetrics> lines, Map<String, Long> stateBytes) {
    this.stateBytes = Map.copyOf(stateBytes);
    for (RoundMetrics line : lines) {
      if (!groups.contains(line.group())) {
        groups.add(line.group());
        written.put(line.group(), new HashMap<>());
      }
      written.get(line.group()).put(line.round(), line.border().written());
    }
  }

  /** What the round of a line moved. */
  Traffic of(RoundMetrics line) {
    int below = groups.indexOf(line.group()) - 1;
    return new Traffic(
        line.modules().stream()
            .mapToLong(module -> stateBytes.getOrDefault(module.name(), 0L))
            .sum(),
        below < 0 ? 0 : written.get(groups.get(below)).getOrDefault(line.round(), 0L),
        line.border().written());
  }
}
