package org.greedyinfomax.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * When a measurement begins or ends.
 *
 * @param clock in nanoseconds
 * @param processor time that all threads of this process, or one of them, have taken, in
 *     nanoseconds
 */
public record TimePoint(long clock, long processor) {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * For work of several threads. Some systems count its processor time in hundredths of seconds.
   */
  public static TimePoint now() {
    return new TimePoint(System.nanoTime(), SYSTEM.getProcessCpuTime());
  }

  /** For work of the calling thread alone: Java's compiler and garbage collector do not count. */
  public static TimePoint ofThisThread() {
    return new TimePoint(System.nanoTime(), THREADS.getCurrentThreadCpuTime());
  }
}
