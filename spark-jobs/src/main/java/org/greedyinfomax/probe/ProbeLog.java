package org.greedyinfomax.probe;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.storage.WholeFile;
import org.greedyinfomax.training.RunDirectory;

/** The file {@code probes.jsonl} of a run, always replaced whole. */
public final class ProbeLog {

  /** Its name in a run directory. */
  public static final String NAME = RunDirectory.PROBES;

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
    try {
      WholeFile.readText(hadoop, file)
          .lines()
          .forEach(line -> rounds.add(ProbeJson.read(file.toString(), line, ProbedRound.class)));
    } catch (FileNotFoundException e) {
      rounds.clear(); // nothing was probed yet
    }
  }

  /** Everything, oldest first. */
  public List<ProbedRound> rounds() {
    return List.copyOf(rounds);
  }

  /** Forgets rounds after one, which are to be trained again. */
  void truncate(int last) throws IOException {
    if (rounds.removeIf(line -> line.round() > last)) {
      write();
    }
  }

  /** Adds a line. */
  void add(ProbedRound round) throws IOException {
    rounds.add(round);
    write();
  }

  private void write() throws IOException {
    WholeFile.write(hadoop, file, bytes(rounds));
  }

  /** What the file holds of some rounds. */
  public static byte[] bytes(List<ProbedRound> rounds) {
    return rounds.stream()
        .map(ProbeJson::line)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }
}
