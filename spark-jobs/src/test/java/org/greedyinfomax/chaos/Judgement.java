package org.greedyinfomax.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.chaos.GimProcess.Ending;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;

/** Compares what a process says with what is there, and with what training promises. */
final class Judgement {

  private static final Set<Integer> PROMISED = Set.of(0, 2, 3, 4);
  private static final Set<Integer> BY_SIGNALS = Set.of(130, 137, 143);
  private static final Pattern SAVED =
      Pattern.compile("round (\\d+) of \\d+ is saved|rounds up to (\\d+) are saved");

  private final Trial trial;
  private final Reference reference;
  private final Path run;
  private final Tally tally;

  Judgement(Trial trial, Reference reference, Path run, Tally tally) {
    this.trial = trial;
    this.reference = reference;
    this.run = run;
    this.tally = tally;
  }

  /**
   * Judges a process that has ended.
   *
   * @param isKilled whether it was killed without being asked
   * @return whether it says that it has trained to the end
   */
  boolean of(Ending ending, boolean isKilled) throws IOException {
    tally.count("exit codes: " + ending.code());
    if (isKilled) {
      return false;
    }
    if (ending.code() == Ending.HUNG) {
      tally.broken(trial, "hangs: " + ending.out() + ending.err());
    } else if (!PROMISED.contains(ending.code()) && !BY_SIGNALS.contains(ending.code())) {
      tally.broken(trial, "exit code %d: %s".formatted(ending.code(), ending.err()));
    }
    if (!ending.traces().isEmpty()) {
      tally.broken(trial, "a stack trace: " + ending.err());
    }
    if (PROMISED.contains(ending.code()) && ending.code() != 0) {
      refused(ending);
    }
    if (ending.code() != 0) {
      return false;
    }
    if (!ending.hash().equals(Optional.of(reference.hash()))) {
      tally.broken(trial, "accepted wrongly: exit 0 with " + ending.out());
    }
    return true;
  }

  private void refused(Ending ending) throws IOException {
    if (ending.complaint().isEmpty()) {
      tally.broken(trial, "exit code %d without a word: %s".formatted(ending.code(), ending.err()));
    }
    Matcher saved = SAVED.matcher(ending.complaint());
    if (saved.find()) {
      int round = Integer.parseInt(saved.group(1) == null ? saved.group(2) : saved.group(1));
      if (Files.exists(run)
          && !Files.exists(run.resolve("checkpoints/round-%06d.json".formatted(round)))) {
        tally.broken(trial, "says what is not saved: " + ending.complaint());
      }
    }
  }

  /** Judges a run that a process says it has trained to the end. */
  void ofTheFinishedRun() throws IOException {
    try {
      RunDirectory directory = RunDirectory.open(new Configuration(), run.toString());
      String hash = directory.newestCheckpoint().hash();
      if (!hash.equals(reference.hash())) {
        tally.broken(trial, "the newest checkpoint is another: " + hash);
        return;
      }
      List<Integer> all = IntStream.rangeClosed(1, reference.rounds()).boxed().toList();
      Map<String, List<Integer>> rounds =
          directory.rounds().stream()
              .collect(
                  Collectors.groupingBy(
                      RoundMetrics::group,
                      TreeMap::new,
                      Collectors.mapping(RoundMetrics::round, Collectors.toList())));
      if (rounds.isEmpty() || !rounds.values().stream().allMatch(all::equals)) {
        tally.broken(trial, "metrics.jsonl has rounds " + rounds);
        return;
      }
      tally.count("trials that ended in the bits of the unharmed training");
    } catch (IllegalArgumentException e) {
      tally.broken(trial, "the finished run cannot be read: " + e.getMessage());
    }
  }
}
