package org.greedyinfomax.storage;

import java.time.Duration;
import org.greedyinfomax.Check;

/**
 * How long a {@link Lease} is trusted.
 *
 * @param duration without a renewal, after which it may be taken over
 * @param renewal between two renewals, at most half of that
 * @param settling how long a process that took a lease by steps that others may have taken at the
 *     same time waits before it looks whose it is
 */
record LeaseTerms(Duration duration, Duration renewal, Duration settling) {

  /** Five renewals may fail before anybody may take over. */
  static final LeaseTerms DEFAULT =
      new LeaseTerms(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(1));

  LeaseTerms {
    Check.argument(
        renewal.multipliedBy(2).compareTo(duration) <= 0,
        "a lease of %s must be renewed twice in that time, but is every %s",
        duration,
        renewal);
  }
}
