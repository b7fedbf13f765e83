package org.greedyinfomax.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.greedyinfomax.Text;

/** How a process comes to a {@link Lease}: at once, from a process that is gone, or not at all. */
final class LeaseTaking {

  private static final int ATTEMPTS = 5;
  private static final Duration POLL = Duration.ofMillis(500);

  private final LeaseFiles files;
  private final LeaseTerms terms;
  private final Consumer<String> told;

  /**
   * Prepares.
   *
   * @param told what there is to say about a lease that is another's
   */
  LeaseTaking(LeaseFiles files, LeaseTerms terms, Consumer<String> told) {
    this.files = files;
    this.terms = terms;
    this.told = told;
  }

  /**
   * Takes the lease.
   *
   * @throws IllegalArgumentException if another process has it and is at work
   * @throws IOException if the directory cannot be read or written
   */
  void take(byte[] content) throws IOException {
    boolean isTakenOver = false;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (files.create(content)) {
        if (isTakenOver || !files.isExclusive()) {
          sleep(terms.settling()); // others may have deleted or created it in the same moment
        }
        if (files.holds(content)) {
          return;
        }
      }
      Optional<byte[]> other = files.read();
      if (other.isPresent() && mayTakeOver(other.get())) {
        files.delete(other.get());
        isTakenOver = true;
      }
    }
    throw refused("several processes that take it at once");
  }

  /** Returns false if it has changed meanwhile. */
  private boolean mayTakeOver(byte[] other) throws IOException {
    LeaseOwner owner = LeaseOwner.of(other, files.place());
    String who = owner.who();
    switch (owner.sign()) {
      case AT_WORK -> throw refused(who);
      case GONE -> told.accept(takenOver(who, "which has ended without giving it back"));
      case UNKNOWN -> {
        if (!awaitExpiry(other, who)) {
          return false;
        }
        told.accept(
            takenOver(
                who,
                Text.format(
                    "which has given no sign of work for %d s", terms.duration().toSeconds())));
      }
    }
    return true;
  }

  private String takenOver(String who, String why) {
    return Text.format("%s is taken over from %s, %s", files.directory(), who, why);
  }

  private IllegalArgumentException refused(String who) {
    return new IllegalArgumentException(
        Text.format(
            "%s is in use by %s: wait until it has ended, or stop it, and then give the command"
                + " again",
            files.directory(), who));
  }

  /**
   * Waits for a sign of work until the lease has expired.
   *
   * @return whether it has; otherwise the lease is another by now, or given back
   */
  private boolean awaitExpiry(byte[] other, String who) throws IOException {
    String before = files.sight();
    long left = terms.duration().toMillis() - (files.now() - files.lastSign());
    if (left > 0) {
      told.accept(
          Text.format(
              "%s is in use by %s: waiting up to %d s to see whether it is still at work",
              files.directory(), who, TimeUnit.MILLISECONDS.toSeconds(left) + 1));
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
    while (System.nanoTime() < end) {
      sleep(POLL);
      if (!files.holds(other)) {
        return false;
      }
      if (!files.sight().equals(before)) {
        throw refused(who);
      }
    }
    return files.holds(other);
  }

  private static void sleep(Duration duration) throws IOException {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a lease", e);
    }
  }
}
