package org.greedyinfomax.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
 * @param results for every label in turn, one for the raw input, if it was asked for, and one for
 *     each module, lowest first
 */
public record ProbeReport(
    int version,
    String run,
    int rounds,
    String stateHash,
    String corpus,
    ProbeSettings settings,
    List<ProbeResult> results) {

  static final int VERSION = 2;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(double.class, new NullIfNotMeasured()))
          .build();

  public ProbeReport {
    results = List.copyOf(results);
  }

  /** The report as JSON, its keys named as the components; null is what was not measured. */
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
    return new ProbeText(settings.neighbours()).of(results);
  }
}
