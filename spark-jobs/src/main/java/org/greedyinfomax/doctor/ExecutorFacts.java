package org.greedyinfomax.doctor;

import java.io.Serializable;
import org.greedyinfomax.training.resource.ExecutorMemory;

/**
 * What an executor finds where it runs.
 *
 * @param executor its number and machine, for people
 * @param versions it runs on
 * @param device what it computes on, and why not on a GPU; why it cannot compute, if it cannot
 * @param canCompute whether it can compute on the device that was asked for, and does so rightly
 * @param gpu address of the GPU that Spark gave the task; empty for none
 * @param flops FLOP a second of a product; 0 if not measured
 * @param memory it has
 * @param files what is wrong with the run's file system there; empty if nothing
 * @param clock when it looked, in milliseconds since 1970 by its clock
 */
record ExecutorFacts(
    String executor,
    Versions versions,
    String device,
    boolean canCompute,
    String gpu,
    double flops,
    ExecutorMemory memory,
    String files,
    long clock)
    implements Serializable {

  /** The machine alone. */
  String host() {
    return executor.substring(executor.indexOf(" on ") + " on ".length());
  }
}
