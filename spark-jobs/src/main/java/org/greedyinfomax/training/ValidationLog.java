package org.greedyinfomax.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.StrictJson;
import org.greedyinfomax.storage.WholeFile;

/**
 * The file {@code validation.jsonl}, always replaced whole. It decides which modules learn, so a
 * line is written before anybody acts on it, and a run whose modules may stop cannot do without.
 */
final class ValidationLog {

  private static final JsonMapper JSON = StrictJson.MAPPER;
  private static final String REMEDY = "restore the file, or start a new run";

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
    for (String line : lines()) {
      try {
        rounds.add(JSON.readValue(line, ValidatedRound.class));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            Text.format(
                "%s, line %d is damaged (%s): %s",
                file, rounds.size() + 1, e.getOriginalMessage(), REMEDY),
            e);
      }
    }
  }

  private List<String> lines() throws IOException {
    try {
      return WholeFile.readText(hadoop, file).lines().toList();
    } catch (FileNotFoundException e) {
      return List.of(); // nothing was measured yet
    }
  }

  List<ValidatedRound> rounds() {
    return List.copyOf(rounds);
  }

  Optional<ValidatedRound> last() {
    return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get(rounds.size() - 1));
  }

  /**
   * Checks that nothing is missing before a round. What belongs after the round itself may be, for
   * a process may have been killed while it measured.
   *
   * @throws IllegalArgumentException if something is
   */
  void requireAllBefore(int round, int interval) {
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
  void truncate(int last) throws IOException {
    if (rounds.removeIf(line -> line.round() > last)) {
      write();
    }
  }

  void add(ValidatedRound line) throws IOException {
    rounds.add(line);
    write();
  }

  private void write() throws IOException {
    StringBuilder text = new StringBuilder();
    for (ValidatedRound line : rounds) {
      text.append(JSON.writeValueAsString(line)).append('\n');
    }
    WholeFile.write(hadoop, file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
