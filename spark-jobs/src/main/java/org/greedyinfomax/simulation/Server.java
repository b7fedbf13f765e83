package org.greedyinfomax.simulation;

/** Serves one after another, in the order of asking. */
final class Server {

  private double freeAt;
  private double busy;

  /** When work that is asked for at a time, and takes some seconds, is done. */
  double serve(double time, double seconds) {
    freeAt = Math.max(freeAt, time) + seconds;
    busy += seconds;
    return freeAt;
  }

  /** Seconds that it has worked. */
  double busy() {
    return busy;
  }
}
