package org.greedyinfomax.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.storage.WholeFile;

/**
 * The file {@code metrics.jsonl}. It is always replaced whole, because not every file system can
 * append, and at most every few seconds. Stage groups add to it from threads of their own.
 */
final class Metrics {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();
  private static final long MOST_OFTEN_NANOS = 5_000_000_000L;

  private final Configuration hadoop;
  private final Path file;
  private final List<RoundMetrics> rounds = new ArrayList<>();
  private long lastWrite;

  Metrics(Configuration hadoop, Path file) throws IOException {
    this.hadoop = hadoop;
    this.file = file;
    for (String line : lines()) {
      try {
        rounds.add(JSON.readValue(line, RoundMetrics.class));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            Text.format(
                "%s, line %d is damaged (%s): delete the file to go on without the past",
                file, rounds.size() + 1, e.getOriginalMessage()),
            e);
      }
    }
    lastWrite = System.nanoTime();
  }

  private List<String> lines() throws IOException {
    try {
      return WholeFile.readText(hadoop, file).lines().toList();
    } catch (FileNotFoundException e) {
      return List.of(); // no round has been finished yet
    }
  }

  synchronized List<RoundMetrics> rounds() {
    return List.copyOf(rounds);
  }

  /** Forgets the rounds after round {@code last}: they will be run again. */
  synchronized void truncate(int last) throws IOException {
    if (rounds.removeIf(round -> round.round() > last)) {
      flush();
    }
  }

  synchronized void add(RoundMetrics round) throws IOException {
    rounds.add(round);
    if (System.nanoTime() - lastWrite > MOST_OFTEN_NANOS) {
      flush();
    }
  }

  /** Says more about a round that was added. */
  synchronized void replace(RoundMetrics round, RoundMetrics by) {
    rounds.set(rounds.lastIndexOf(round), by);
  }

  synchronized void flush() throws IOException {
    StringBuilder text = new StringBuilder();
    for (RoundMetrics round : rounds) {
      text.append(JSON.writeValueAsString(round)).append('\n');
    }
    WholeFile.write(hadoop, file, text.toString().getBytes(StandardCharsets.UTF_8));
    lastWrite = System.nanoTime();
  }
}
