package org.greedyinfomax.cluster;

import java.util.stream.Stream;

/** Finds executors among processes. */
final class ExecutorProcess {

  private static final String PROGRAM = "ExecutorBackend";

  private ExecutorProcess() {}

  /** Kills one of the executors among some processes, without asking. */
  static void killOne(Stream<ProcessHandle> processes) {
    processes
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .filter(process -> process.info().commandLine().orElse("").contains(PROGRAM))
        .findFirst()
        .orElseThrow()
        .destroyForcibly();
  }
}
