package org.greedyinfomax.training;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells people how a run goes: a line for every module that moved, after the first and the last
 * round and every few seconds between.
 */
public final class Progress {

  private final PrintStream out;
  private final long intervalNanos;
  private long lastPrinted;
  private String lastLoss = "";

  /**
   * Prints to {@code out}.
   *
   * @param intervalSeconds at least so long between two reports
   */
  public Progress(PrintStream out, double intervalSeconds) {
    this.out = out;
    intervalNanos = (long) (intervalSeconds * 1e9);
  }

  /** The loss of the topmost module that moved, for the description of the next job. */
  String lastLoss() {
    return lastLoss;
  }

  void round(RoundMetrics round) {
    RoundMetrics.Module top = round.modules().get(round.modules().size() - 1);
    lastLoss = String.format(Locale.ROOT, " · loss %.3f", top.loss());
    boolean isEnd = round.round() == 1 || round.round() == round.rounds();
    if (!isEnd && System.nanoTime() - lastPrinted < intervalNanos) {
      return;
    }
    lastPrinted = System.nanoTime();
    RoundMetrics.Seconds seconds = round.seconds();
    out.printf(
        Locale.ROOT,
        "round %d/%d · epoch %.2f · %d samples · %.1f s (reading %.1f, computing %.1f, averaging"
            + " %.2f, committing %.2f)%n",
        round.round(),
        round.rounds(),
        round.epoch(),
        round.samples(),
        seconds.wall(),
        seconds.reading(),
        seconds.computing(),
        seconds.averaging(),
        seconds.committing());
    for (RoundMetrics.Module module : round.modules()) {
      out.printf(
          Locale.ROOT,
          "  %-10s loss %.4f · information %.4f nats · accuracy %.1f %% · spread %.3f%s%n",
          module.name(),
          module.loss(),
          module.information(),
          100 * module.accuracy(),
          module.spread(),
          module.collapsed() ? " · COLLAPSED: its outputs are nearly all the same" : "");
    }
  }
}
