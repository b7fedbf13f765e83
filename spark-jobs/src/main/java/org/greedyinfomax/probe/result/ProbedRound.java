package org.greedyinfomax.probe.result;

import java.util.List;

/**
 * The results of the probes of a run after a round, while it trains; a line of {@code
 * probes.jsonl}.
 *
 * @param round that all modules had finished, counted from 1
 * @param stateHash SHA-256 that names their states
 * @param results for every label in turn, one for each module, lowest first
 */
public record ProbedRound(int round, String stateHash, List<ProbeResult> results) {

  public ProbedRound {
    results = List.copyOf(results);
  }
}
