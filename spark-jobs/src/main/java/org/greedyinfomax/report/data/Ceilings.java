package org.greedyinfomax.report.data;

import java.util.Map;

/**
 * The losses of modules that only guess.
 *
 * @param common of those that have no loss of their own, in nats
 * @param own of the others, by their names
 */
public record Ceilings(double common, Map<String, Double> own) {

  public Ceilings {
    own = Map.copyOf(own);
  }

  /** That of a module. */
  public double of(String module) {
    return own.getOrDefault(module, common);
  }
}
