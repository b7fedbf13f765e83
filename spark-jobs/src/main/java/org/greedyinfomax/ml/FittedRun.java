package org.greedyinfomax.ml;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.probe.result.ProbeLog;
import org.greedyinfomax.probe.result.ProbedRound;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunSnapshot;

/**
 * What a model keeps of the run that trained it.
 *
 * @param trained all that encoding needs, and how training went
 * @param probes what was found while it trained; empty if nobody looked
 */
record FittedRun(RunSnapshot trained, List<ProbedRound> probes) {

  FittedRun {
    probes = List.copyOf(probes);
  }

  /**
   * Reads a run, or the one in a saved model.
   *
   * @throws IllegalArgumentException if it is neither, or damaged
   */
  static FittedRun find(Configuration hadoop, String path) throws IOException {
    RunDirectory run = RunSnapshot.directory(hadoop, path);
    return new FittedRun(
        RunSnapshot.of(run), new ProbeLog(hadoop, run.file(ProbeLog.NAME)).rounds());
  }

  /** Writes it into the folder of a model. */
  void writeInto(Configuration hadoop, String model) throws IOException {
    trained.writeInto(
        hadoop, model, probes.isEmpty() ? Map.of() : Map.of(ProbeLog.NAME, ProbeLog.bytes(probes)));
  }
}
