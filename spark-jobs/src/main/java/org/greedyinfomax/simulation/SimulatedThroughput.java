package org.greedyinfomax.simulation;

import java.util.Comparator;
import java.util.Map;

/**
 * The speed of a simulated training, and how busy its resources are.
 *
 * @param secondsPerRound from when the lowest group has finished its first round to the end, for
 *     each round but one
 * @param samplesPerSecond of all replicas
 * @param busy shares of that time, by resource: the tasks' slots, the driver's network and
 *     scheduler, the averaging of the group that averages longest, the store
 * @param storeBytes read and written a second
 */
public record SimulatedThroughput(
    double secondsPerRound,
    double samplesPerSecond,
    Map<Resource, Double> busy,
    double storeBytes) {

  /** What can be the limit. */
  public enum Resource {
    SLOTS,
    DRIVER,
    AVERAGING,
    STORE
  }

  public SimulatedThroughput {
    busy = Map.copyOf(busy);
  }

  /** The resource that is busiest. */
  public Resource limit() {
    return busy.entrySet().stream()
        .max(
            Map.Entry.<Resource, Double>comparingByValue()
                .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
        .orElseThrow()
        .getKey();
  }
}
