package org.greedyinfomax.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * When a measurement begins or ends.
 *
 * @param clock in nanoseconds
 * @param processor time that all threads of this process have taken, in nanoseconds
 */
record Moment(long clock, long processor) {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  static Moment now() {
    return new Moment(System.nanoTime(), SYSTEM.getProcessCpuTime());
  }
}
