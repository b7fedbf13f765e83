package org.greedyinfomax.simulation;

import java.util.List;
import java.util.Locale;
import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;

/**
 * What a training would do on several clusters.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param run that was measured
 * @param slots tasks that an executor runs at a time
 * @param launching seconds that a task costs the driver
 * @param network bytes a second to and from the driver
 * @param store bytes a second of all executors together; 0 if it is not the limit
 * @param rounds of each simulated training
 * @param rows one for each cluster, schedule and window
 */
public record SimulationReport(
    int version,
    String run,
    int slots,
    double launching,
    double network,
    double store,
    int rounds,
    List<Row> rows) {

  public static final int VERSION = 1;

  public SimulationReport {
    rows = List.copyOf(rows);
  }

  /**
   * A simulated training.
   *
   * @param executors of the cluster
   * @param schedule of stage groups
   * @param window rounds that a border holds; 0 if there is none
   * @param replicas one for each slot
   * @param outcome what it came to
   * @param ofLinear samples a second, relative to as many executors as one executor's
   * @param resultBytes that the driver holds when all results of a round of every group have come
   */
  public record Row(
      int executors,
      String schedule,
      int window,
      int replicas,
      SimulatedThroughput outcome,
      double ofLinear,
      double resultBytes) {}

  /** Everything, for people. */
  public String toText() {
    TextTable table =
        new TextTable(
            2,
            "schedule",
            "limit",
            "executors",
            "window",
            "s/round",
            "samples/s",
            "of linear",
            "slots",
            "driver",
            "averaging",
            "store MB/s",
            "results MB");
    for (Row row : rows) {
      SimulatedThroughput outcome = row.outcome();
      table.add(
          row.schedule(),
          outcome.limit().name().toLowerCase(Locale.ROOT),
          Integer.toString(row.executors()),
          row.window() == 0 ? "-" : Integer.toString(row.window()),
          Text.format("%.3f", outcome.secondsPerRound()),
          Text.format("%.0f", outcome.samplesPerSecond()),
          percent(row.ofLinear()),
          percent(outcome.busy().get(SimulatedThroughput.Resource.SLOTS)),
          percent(outcome.busy().get(SimulatedThroughput.Resource.DRIVER)),
          percent(outcome.busy().get(SimulatedThroughput.Resource.AVERAGING)),
          Text.format("%.0f", outcome.storeBytes() * 1e-6),
          Text.format("%.0f", row.resultBytes() * 1e-6));
    }
    return Text.format(
            """
            rounds of %s, with a replica for each slot, of which an executor has %d; %d simulated rounds
            a task costs the driver %.2f ms, its network carries %.1f Gbit/s, the store %s

            """,
            run,
            slots,
            rounds,
            1e3 * launching,
            8e-9 * network,
            store == 0
                ? "as much as is asked of it"
                : Text.format("%.0f MB/s for all executors", store * 1e-6))
        + table;
  }

  private static String percent(double share) {
    return Text.format("%.0f %%", 100 * share);
  }
}
