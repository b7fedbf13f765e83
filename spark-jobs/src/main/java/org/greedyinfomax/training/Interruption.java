package org.greedyinfomax.training;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkContext;
import org.greedyinfomax.Printable;

/**
 * Turns Ctrl-C or {@code SIGTERM} into an end that loses nothing: the running round is given up,
 * the last finished one is committed, and the process exits with code 4, which means that the run
 * can be resumed.
 */
final class Interruption implements AutoCloseable {

  /** Exit code of a run that was interrupted and can be resumed. */
  static final int EXIT_CODE = 4;

  /** Before Spark (50) and Hadoop's file systems (10) shut down: the commit needs both. */
  private static final int PRIORITY = 100;

  private static final long PATIENCE_SECONDS = 25;

  private final SparkContext spark;
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupt, "gim-interruption");
  private volatile boolean isRequested;
  private volatile String remedy = "";
  private volatile Runnable onRequest = () -> {};

  private Interruption(SparkContext spark) {
    this.spark = spark;
  }

  /** Watches for interruptions until closed. */
  static Interruption watch(SparkContext spark) {
    Interruption interruption = new Interruption(spark);
    ShutdownHookManager.get().addShutdownHook(interruption.hook, PRIORITY);
    return interruption;
  }

  boolean isRequested() {
    return isRequested;
  }

  /** What to do when it is requested, beside cancelling jobs. */
  void onRequest(Runnable action) {
    onRequest = action;
    if (isRequested) {
      action.run();
    }
  }

  /** What to tell the user when everything is saved. */
  void remedy(String text) {
    remedy = text;
  }

  private void interrupt() {
    isRequested = true;
    onRequest.run();
    spark.cancelAllJobs();
    try {
      if (finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("gim: interrupted; " + Printable.text(remedy));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }

  /** To be called when everything is saved. If an interruption was requested, that is the end. */
  @Override
  public void close() {
    finished.countDown();
    if (isRequested) {
      awaitEnd();
    } else {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }

  /** Nothing more is said or done, while the other thread tells the user and ends the process. */
  private static void awaitEnd() {
    try {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
