package org.greedyinfomax.storage;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What this process holds on Java's heap. */
public final class UsedHeap {

  private UsedHeap() {}

  /** Returns how many bytes are in use after what nobody refers to was collected. */
  public static long bytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
