package org.greedyinfomax.ingest.progress;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;

/**
 * Tells people from time to time how far an ingest is: in one line that changes on a terminal, and
 * elsewhere line by line.
 */
public final class IngestProgress {

  private static final String BEGIN_OF_LINE = "\r";
  private static final String ERASE_REST = "\u001b[K";

  private final PrintStream out;
  private final boolean isTerminal;
  private final double intervalSeconds;

  /**
   * Prints to {@code out}.
   *
   * @param isTerminal whether that is a terminal, on which a line can be overwritten
   * @param intervalSeconds so long between two reports, and before the first one
   */
  public IngestProgress(PrintStream out, boolean isTerminal, double intervalSeconds) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.intervalSeconds = intervalSeconds;
  }

  /** Tells nobody. */
  public static IngestProgress silent() {
    return new IngestProgress(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        false,
        1e9);
  }

  /**
   * Does something, and tells meanwhile how far it is.
   *
   * @param counters that its tasks count with
   */
  public <T> T during(SparkContext spark, IngestCounters counters, Work work, Callable<T> action)
      throws Exception {
    RunningTasks running = new RunningTasks(counters);
    spark.addSparkListener(running);
    Thread clock =
        new Thread(() -> showRegularly(counters, running, work), "progress of an ingest");
    clock.setDaemon(true);
    clock.start();
    try {
      return action.call();
    } finally {
      clock.interrupt();
      clock.join();
      spark.removeSparkListener(running);
      if (isTerminal) {
        out.print(BEGIN_OF_LINE + ERASE_REST);
        out.flush();
      }
    }
  }

  private void showRegularly(IngestCounters counters, RunningTasks running, Work work) {
    long start = System.nanoTime();
    try {
      while (true) {
        Thread.sleep((long) (intervalSeconds * 1e3));
        double seconds = (System.nanoTime() - start) / 1e9;
        show(work.text(counters.done().plus(running.done()), seconds));
      }
    } catch (InterruptedException end) {
      // the ingest has ended
    }
  }

  private void show(String text) {
    if (isTerminal) {
      out.print(BEGIN_OF_LINE + text + ERASE_REST);
      out.flush();
    } else {
      out.println(text);
    }
  }
}
