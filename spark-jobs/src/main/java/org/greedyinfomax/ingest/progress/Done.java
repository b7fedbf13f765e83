package org.greedyinfomax.ingest.progress;

/**
 * What is done of an ingest.
 *
 * @param files or rows
 * @param bytes that they have
 * @param millis of sound
 * @param rejected files or rows among them
 */
record Done(long files, long bytes, long millis, long rejected) {

  static final Done NOTHING = new Done(0, 0, 0, 0);

  Done plus(Done more) {
    return new Done(
        files + more.files, bytes + more.bytes, millis + more.millis, rejected + more.rejected);
  }
}
