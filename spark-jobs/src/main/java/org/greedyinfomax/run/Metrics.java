package org.greedyinfomax.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.storage.JsonLines;
import org.greedyinfomax.storage.StrictJson;

/**
 * The file {@code metrics.jsonl}, written at most every few seconds. Stage groups add to it from
 * threads of their own.
 */
public final class Metrics {

  private static final JsonLines<RoundMetrics> LINES =
      new JsonLines<>(
          StrictJson.MAPPER, RoundMetrics.class, "delete the file to go on without the past");
  private static final long MOST_OFTEN_NANOS = 5_000_000_000L;

  private final Configuration hadoop;
  private final Path file;
  private final List<RoundMetrics> rounds = new ArrayList<>();
  private long lastWrite;

  /**
   * Reads what there is; nothing if there is no file yet.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  Metrics(Configuration hadoop, Path file) throws IOException {
    this.hadoop = hadoop;
    this.file = file;
    rounds.addAll(LINES.read(hadoop, file));
    lastWrite = System.nanoTime();
  }

  synchronized List<RoundMetrics> rounds() {
    return List.copyOf(rounds);
  }

  /** Forgets the rounds after round {@code last}: they will be run again. */
  public synchronized void truncate(int last) throws IOException {
    if (rounds.removeIf(round -> round.round() > last)) {
      flush();
    }
  }

  public synchronized void add(RoundMetrics round) throws IOException {
    rounds.add(round);
    if (System.nanoTime() - lastWrite > MOST_OFTEN_NANOS) {
      flush();
    }
  }

  /** Says more about a round that was added. */
  public synchronized void replace(RoundMetrics round, RoundMetrics by) {
    rounds.set(rounds.lastIndexOf(round), by);
  }

  public synchronized void flush() throws IOException {
    LINES.write(hadoop, file, rounds);
    lastWrite = System.nanoTime();
  }
}
