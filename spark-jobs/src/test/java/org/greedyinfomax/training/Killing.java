package org.greedyinfomax.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.greedyinfomax.training.FaultyFileSystem.Fault;
import org.greedyinfomax.training.FaultyFileSystem.Operation;

/**
 * Kills an executor, once in a run, or keeps one waiting; when is part of the run directory's name:
 * {@code killed-reading}, {@code killed-computing}, {@code killed-writing}, {@code
 * killed-averaging} or {@code delayed}.
 */
final class Killing implements Fault {

  private static final int WHILE_COMPUTING_MILLIS = 20;
  private static final int DELAY_HOURS = 1;

  @Override
  public void before(Operation operation, Path file) throws IOException {
    String path = file.toString();
    boolean isPart = path.contains("/activations/") && path.endsWith(".parquet");
    boolean isManifest = path.contains("/activations/") && path.endsWith(".json");
    if (path.contains("/killed-reading/") && isPart && operation == Operation.OPEN) {
      once(file, () -> Runtime.getRuntime().halt(137));
    }
    if (path.contains("/killed-computing/") && isPart && operation == Operation.OPEN) {
      once(file, Killing::dieInAMoment);
    }
    if (path.contains("/killed-averaging/") && isManifest && operation == Operation.RENAME) {
      once(file, TrainingProcess::killAnExecutorOfThisProcess); // on the driver
    }
    if (path.contains("/delayed/") && isPart && operation == Operation.CREATE) {
      once(file, Killing::sleep);
    }
  }

  @Override
  public void after(Operation operation, Path file) throws IOException {
    String path = file.toString();
    if (path.contains("/killed-writing/")
        && path.endsWith(".parquet")
        && operation == Operation.WRITE) {
      once(file, () -> Runtime.getRuntime().halt(137));
    }
  }

  private static void once(Path file, Runnable harm) throws IOException {
    String path = file.toString();
    String run = path.substring(0, path.indexOf("/activations/"));
    if (Path.of(run + ".harmed").toFile().createNewFile()) {
      harm.run();
    }
  }

  private static void dieInAMoment() {
    Thread thread =
        new Thread(
            () -> {
              sleepMillis(WHILE_COMPUTING_MILLIS);
              Runtime.getRuntime().halt(137);
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void sleep() {
    sleepMillis(TimeUnit.HOURS.toMillis(DELAY_HOURS));
  }

  private static void sleepMillis(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
