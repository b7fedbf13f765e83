package org.greedyinfomax.data;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * So much time of a processor as a decoder may take for a file: the last resort against damage that
 * no limit of sizes has seen. It is the thread's own time, which what else runs on a machine does
 * not change.
 */
public final class ProcessorBudget {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long end;

  private ProcessorBudget(long end) {
    this.end = end;
  }

  /** Begins, for the thread that calls. */
  public static ProcessorBudget ofSeconds(double seconds) {
    return new ProcessorBudget(now() + (long) (seconds * 1e9));
  }

  /** Whether the thread, which is the one that began, has taken all of it. */
  public boolean isSpent() {
    return now() > end;
  }

  /** Returns the time that the thread has taken so far, in nanoseconds. */
  public static long now() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
