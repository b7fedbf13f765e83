package org.greedyinfomax.training.replica;

import java.io.IOException;

/** Adds up the time that pieces of work take. */
final class Stopwatch {

  private long nanos;

  /** Work that may read or write. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does some work, and counts its time. */
  <T> T time(Work<T> work) throws IOException {
    long start = System.nanoTime();
    try {
      return work.run();
    } finally {
      nanos += System.nanoTime() - start;
    }
  }

  /** Takes away time that belongs to something else. */
  void subtract(long other) {
    nanos -= other;
  }

  long nanos() {
    return nanos;
  }

  double seconds() {
    return nanos * 1e-9;
  }
}
