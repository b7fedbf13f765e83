package org.greedyinfomax.report;

import java.util.Map;

/**
 * The losses of modules that only guess.
 *
 * @param common of those that have no loss of their own, in nats
 * @param own of the others, by their names
 */
record Ceilings(double common, Map<String, Double> own) {

  Ceilings {
    own = Map.copyOf(own);
  }

  /** That of a module. */
  double of(String module) {
    return own.getOrDefault(module, common);
  }
}
