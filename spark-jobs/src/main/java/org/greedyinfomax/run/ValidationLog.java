package org.greedyinfomax.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.JsonLines;
import org.greedyinfomax.storage.StrictJson;

/**
 * The file {@code validation.jsonl}. Early stopping depends on it, so a line is written before any
 * module acts on it, and a run whose modules may stop cannot be resumed without it.
 */
public final class ValidationLog {

  private static final String REMEDY = "restore the file, or start a new run";
  private static final JsonLines<ValidatedRound> LINES =
      new JsonLines<>(StrictJson.MAPPER, ValidatedRound.class, REMEDY);

  private final Configuration hadoop;
  private final Path file;
  private final List<ValidatedRound> rounds = new ArrayList<>();

  /**
   * Reads what there is; nothing if there is no file yet.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  ValidationLog(Configuration hadoop, Path file) throws IOException {
    this.hadoop = hadoop;
    this.file = file;
    rounds.addAll(LINES.read(hadoop, file));
  }

  List<ValidatedRound> rounds() {
    return List.copyOf(rounds);
  }

  public Optional<ValidatedRound> last() {
    return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
  }

  /**
   * Checks that nothing is missing before a round. What belongs after the round itself may be, for
   * a process may have been killed while it measured.
   *
   * @throws IllegalArgumentException if something is
   */
  public void requireAllBefore(int round, int interval) {
    for (int r = interval; r < round; r += interval) {
      int place = r / interval - 1;
      Check.argument(
          place < rounds.size() && rounds.get(place).round() == r,
          "%s has no line for round %d, which decides which modules learn: %s",
          file,
          r,
          REMEDY);
    }
  }

  /** Forgets the rounds after round {@code last}: they will be run again. */
  public void truncate(int last) throws IOException {
    if (rounds.removeIf(line -> line.round() > last)) {
      write();
    }
  }

  public void add(ValidatedRound line) throws IOException {
    rounds.add(line);
    write();
  }

  private void write() throws IOException {
    LINES.write(hadoop, file, rounds);
  }
}
