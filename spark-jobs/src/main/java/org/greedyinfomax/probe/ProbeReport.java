package org.greedyinfomax.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.greedyinfomax.config.ProbeSettings;

/**
 * What probes found out about a run.
 *
 * @param version of the JSON, {@link #VERSION}
 * @param run its directory
 * @param rounds that the probed modules have been trained for
 * @param stateHash SHA-256 that names their states
 * @param corpus that the probes were fitted to and judged on
 * @param settings of the probes
 * @param results for every label in turn, one for each module, lowest first
 */
public record ProbeReport(
    int version,
    String run,
    int rounds,
    String stateHash,
    String corpus,
    ProbeSettings settings,
    List<ProbeResult> results) {

  static final int VERSION = 1;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public ProbeReport {
    results = List.copyOf(results);
  }

  /** The report as JSON, its keys named as the components. */
  public byte[] toJson() {
    try {
      String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new AssertionError("records of numbers and texts have a JSON", e);
    }
  }

  /** A table of accuracies for every label, in percent of the test recordings. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    String label = "";
    for (ProbeResult result : results) {
      if (!result.label().equals(label)) {
        label = result.label();
        text.append(heading(result));
      }
      text.append(
          String.format(
              Locale.ROOT,
              "  %-12s %7.1f %% %9.1f %%%n",
              result.module(),
              100 * result.trained(),
              100 * result.untrained()));
    }
    return text.toString();
  }

  private static String heading(ProbeResult result) {
    return String.format(
        Locale.ROOT,
        "%s: %d classes, chance %.1f %%, %d recordings to fit, %d to test%n  %-12s %9s %11s%n",
        result.label(),
        result.classes(),
        100 * result.chance(),
        result.trainRecordings(),
        result.testRecordings(),
        "module",
        "trained",
        "untrained");
  }
}
