package org.greedyinfomax.storage;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;
import org.greedyinfomax.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one process to change a directory, on any file system that Hadoop knows.
 *
 * <pre>
 *   lease.json     who has it; written once, deleted when it is given back
 *   lease.renewed  written again every few seconds by a thread, as a sign of work
 * </pre>
 *
 * <p>Nothing keeps another process from writing all the same. So an owner {@linkplain #require
 * asks} before whatever it makes last, and stops if the lease is not its own any more. A renewal
 * that fails does no harm by itself: what counts is what the next question finds.
 */
public final class Lease implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  /** After Spark (50) and before Hadoop's file systems (10) shut down. */
  private static final int PRIORITY = 20;

  private final LeaseFiles files;
  private final byte[] content;
  private final Duration renewal;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread renewing;
  private final Thread hook = new Thread(this::close, "gim-lease-shutdown");

  private Lease(LeaseFiles files, LeaseHolder holder, byte[] content, Duration renewal) {
    this.files = files;
    this.content = content;
    this.renewal = renewal;
    renewing = new Thread(this::renew, holder.threadName());
    renewing.setDaemon(true);
  }

  /**
   * Takes the lease of a directory, which is created if it is missing. A lease whose owner has died
   * on this machine is taken over at once, and one that may be a living process's elsewhere when it
   * has not been renewed for half a minute.
   *
   * @param application of Spark; empty if there is none
   * @param told what there is to say about a former owner, a sentence at a time
   * @throws IllegalArgumentException if another process has it and is at work
   * @throws IOException if the directory cannot be read or written
   */
  public static Lease take(
      Configuration hadoop, Path directory, String application, Consumer<String> told)
      throws IOException {
    return take(hadoop, directory, application, told, LeaseTerms.DEFAULT);
  }

  static Lease take(
      Configuration hadoop,
      Path directory,
      String application,
      Consumer<String> told,
      LeaseTerms terms)
      throws IOException {
    LeaseFiles files = new LeaseFiles(hadoop, directory);
    LeaseHolder holder = LeaseHolder.here(files.place(), application);
    Lease lease = new Lease(files, holder, holder.toBytes(), terms.renewal());
    lease.renewing.start(); // first, for by it others in this process see that it is at work
    try {
      new LeaseTaking(files, terms, told).take(lease.content);
    } catch (IOException | RuntimeException | FSError e) {
      lease.closed.countDown();
      throw e;
    }
    ShutdownHookManager.get().addShutdownHook(lease.hook, PRIORITY);
    return lease;
  }

  /** Whether a file is a lease's, by its name: nobody but owners may change or delete it. */
  public static boolean isOfLease(String name) {
    return LeaseFiles.isOfLease(name);
  }

  /**
   * Whether a file is the one or the other that an owner has as long as it has the lease, by its
   * name: they go with it, also when they are a former owner's.
   */
  public static boolean isOfOwner(String name) {
    return LeaseFiles.isOfOwner(name);
  }

  /**
   * Who uses a directory, in words; empty if nobody does. Nothing is written and nobody waits, so
   * what a process on another machine does is judged by this machine's clock, generously.
   */
  public static Optional<String> user(Configuration hadoop, Path directory) throws IOException {
    LeaseFiles files = new LeaseFiles(hadoop, directory);
    Optional<LeaseOwner> owner = files.read().map(content -> LeaseOwner.of(content, files.place()));
    if (owner.isEmpty()) {
      return Optional.empty();
    }
    Instant lately = Instant.now().minus(LeaseTerms.DEFAULT.duration().multipliedBy(2));
    boolean isAtWork =
        switch (owner.get().sign()) {
          case AT_WORK -> true;
          case GONE -> false;
          case UNKNOWN -> Instant.ofEpochMilli(files.lastSign()).isAfter(lately);
        };
    return owner.filter(found -> isAtWork).map(LeaseOwner::who);
  }

  /**
   * Checks that it is still this process that has the lease.
   *
   * @throws LeaseLostException if it is not
   * @throws IOException if that cannot be found out
   */
  public void require() throws IOException {
    if (isOwn()) {
      return;
    }
    Optional<byte[]> other = files.read();
    if (other.isPresent()) {
      throw new LeaseLostException(
          Text.format(
              "%s was taken over by %s: this process writes nothing more there",
              files.directory(), LeaseOwner.of(other.get(), files.place()).who()));
    }
    throw new LeaseLostException(
        files.directoryExists()
            ? Text.format(
                "%s is gone, by which %s was this process's: somebody has deleted it, or all that"
                    + " was there, and nothing more is written there",
                files.lease(), files.directory())
            : Text.format(
                "%s is gone: somebody has deleted or renamed it while it was in use, and nothing"
                    + " more is written there",
                files.directory()));
  }

  /** Whether it is still this process that has the lease. */
  public boolean isOwn() throws IOException {
    return files.holds(content);
  }

  /** Whether nobody has the lease, neither this process nor another. */
  public boolean isNobodys() throws IOException {
    return files.read().isEmpty();
  }

  /** Deletes the directory, if there is nothing in it. */
  public void deleteDirectoryIfEmpty() throws IOException {
    files.deleteDirectoryIfEmpty();
  }

  private void renew() {
    try {
      for (long count = 1; !closed.await(renewal.toMillis(), TimeUnit.MILLISECONDS); count++) {
        try {
          if (files.holds(content)) {
            files.renew(count);
            files.withdraw();
          }
        } catch (IOException | RuntimeException | FSError e) {
          LOG.debug("{} is not renewed this time", files.lease(), e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // somebody ends all threads of the process
    }
  }

  /** Gives the lease back, if it is still this process's. */
  @Override
  public void close() {
    if (closed.getCount() == 0) {
      return;
    }
    closed.countDown();
    boolean isInterrupted = Thread.interrupted(); // which is no reason to leave the lease behind
    try {
      renewing.join(renewal.toMillis());
      files.delete(content);
    } catch (InterruptedException e) {
      isInterrupted = true;
    } catch (IOException | RuntimeException | FSError e) {
      LOG.warn("{} is left behind: {}", files.lease(), e.getMessage());
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
