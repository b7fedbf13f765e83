package org.greedyinfomax.data.conversion;

import java.io.IOException;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What recordings and videos are rejected for while they are decoded, in the same words. */
final class DecodingFailures {

  private static final Logger LOG = LoggerFactory.getLogger(DecodingFailures.class);

  private DecodingFailures() {}

  /** A decoder has thrown what it throws at damaged content. */
  static BadFileException damaged(RuntimeException damage, String name) {
    LOG.debug("{} cannot be decoded", name, damage);
    return new BadFileException(
        name, "is truncated or damaged: it holds what its format does not allow");
  }

  /** More was decoded than {@code ingest.maxSeconds} allow. */
  static BadFileException tooLong(int maxSeconds, String name) {
    return new BadFileException(
        name,
        Text.format(
            "is too long: it lasts more than the %d s that are allowed (ingest.maxSeconds)",
            maxSeconds));
  }

  /**
   * A decoder has taken more time than it may.
   *
   * @param nanos of a processor that it has taken
   * @param seconds that it has decoded
   * @param what these are of
   */
  static BadFileException tooBusy(long nanos, double seconds, String what, String name) {
    return new BadFileException(
        name,
        Text.format(
            "keeps its decoder busy for too long: for %.0f s of processor time by now, of %.1f s"
                + " of %s; it is probably damaged",
            nanos / 1e9, seconds, what));
  }

  /** What was decoded once to be verified cannot be decoded again. */
  static IOException changed(BadFileException now, String name) {
    return new IOException(
        Text.format(
            "%s could be read once, but not a second time: it %s; ingest again when nothing changes"
                + " it any more, and it is taken or rejected as it is then",
            name, now.reason()),
        now);
  }
}
