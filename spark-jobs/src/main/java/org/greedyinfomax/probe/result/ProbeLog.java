package org.greedyinfomax.probe.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.JsonLines;

/** The file {@code probes.jsonl} of a run. */
public final class ProbeLog {

  /** Its name in a run directory. */
  public static final String NAME = RunDirectory.PROBES;

  private static final JsonLines<ProbedRound> LINES =
      new JsonLines<>(
          ProbeJson.MAPPER, ProbedRound.class, "delete the file to go on without earlier probes");

  private final Configuration hadoop;
  private final Path file;
  private final List<ProbedRound> rounds = new ArrayList<>();

  /**
   * Reads what there is; nothing if there is no file yet.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public ProbeLog(Configuration hadoop, Path file) throws IOException {
    this.hadoop = hadoop;
    this.file = file;
    rounds.addAll(LINES.read(hadoop, file));
  }

  /** Everything, oldest first. */
  public List<ProbedRound> rounds() {
    return List.copyOf(rounds);
  }

  /** Forgets rounds after one, which are to be trained again. */
  public void truncate(int last) throws IOException {
    if (rounds.removeIf(line -> line.round() > last)) {
      write();
    }
  }

  /** Adds a line. */
  public void add(ProbedRound round) throws IOException {
    rounds.add(round);
    write();
  }

  private void write() throws IOException {
    LINES.write(hadoop, file, rounds);
  }

  /** What the file holds of some rounds. */
  public static byte[] bytes(List<ProbedRound> rounds) {
    return LINES.toBytes(rounds);
  }
}
