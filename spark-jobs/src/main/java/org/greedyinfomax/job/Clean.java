package org.greedyinfomax.job;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Leftover;
import org.greedyinfomax.training.RunDirectory;

/**
 * Deletes what killed processes have left in a run or a corpus: {@code gim clean}. What was
 * modified lately stays, because the process that made it may still be at work. A time in the
 * future, beyond what clocks may differ, says nothing: it does not protect.
 */
public final class Clean {

  /** Training refuses executors whose clocks are further from the driver's. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(4);

  private final Configuration hadoop;
  private final Duration olderThan;
  private final boolean dryRun;

  /**
   * Makes a job that is run by {@link #run}.
   *
   * @param olderThan how long ago a leftover must have been modified to be deleted
   * @param dryRun whether leftovers are only listed
   */
  public Clean(Configuration hadoop, Duration olderThan, boolean dryRun) {
    this.hadoop = hadoop;
    this.olderThan = olderThan;
    this.dryRun = dryRun;
  }

  /**
   * What came of it.
   *
   * @param path of the run or the corpus
   * @param olderThan how long ago a leftover must have been modified to be deleted
   * @param dryRun whether nothing was deleted
   * @param old leftovers, which were deleted unless it was a dry run
   * @param young leftovers, which stay
   * @param foreign folders of leftovers with other files among them, which stay
   * @param looked when it was looked
   * @param user in words, the process that trains or ingests there, by which everything stays;
   *     empty if there is none
   */
  public record Report(
      String path,
      Duration olderThan,
      boolean dryRun,
      List<Leftover> old,
      List<Leftover> young,
      List<Leftover> foreign,
      Instant looked,
      String user) {

    public Report {
      old = List.copyOf(old);
      young = List.copyOf(young);
      foreign = List.copyOf(foreign);
    }

    /** A line for each leftover, and one for all. */
    public String toText() {
      if (!user.isEmpty()) {
        return line("%s: left alone, for it is in use by %s", path, user);
      }
      StringBuilder text = new StringBuilder();
      old.forEach(
          leftover ->
              text.append(
                  line(
                      "%s %s, %,d bytes%s",
                      dryRun ? "would delete" : "deleted",
                      leftover.path(),
                      leftover.bytes(),
                      age(leftover))));
      young.forEach(
          leftover ->
              text.append(
                  line(
                      "left %s, %,d bytes, alone: it was modified in the last %d minutes",
                      leftover.path(), leftover.bytes(), olderThan.toMinutes())));
      foreign.forEach(
          leftover ->
              text.append(
                  line(
                      "left %s, %,d bytes, alone: %s in it is no file of this program",
                      leftover.path(), leftover.bytes(), leftover.foreign().orElse(""))));
      return text.append(
              line(
                  "%s: %d %s, %,d bytes; %d left alone",
                  path,
                  old.size(),
                  dryRun ? "to delete" : "deleted",
                  old.stream().mapToLong(Leftover::bytes).sum(),
                  young.size() + foreign.size()))
          .toString();
    }

    private String age(Leftover leftover) {
      return isAhead(leftover, looked)
          ? Text.format(
              ", although it was modified in the future, at %s: its time says nothing",
              leftover.modified())
          : "";
    }

    @FormatMethod
    private static String line(@FormatString String text, Object... values) {
      return Text.format(text, values) + "\n";
    }
  }

  /**
   * Cleans a directory.
   *
   * @throws IllegalArgumentException if it is no run or no corpus
   * @throws IOException if something cannot be deleted
   */
  public Report run(Command.Clean.Place place, String path) throws IOException {
    Instant now = Instant.now(); // before looking, so that nothing seems older than it is
    List<Leftover> leftovers = leftovers(place, path);
    Optional<String> user = Lease.user(hadoop, new Path(path));
    if (user.isPresent()) {
      return new Report(path, olderThan, dryRun, List.of(), List.of(), List.of(), now, user.get());
    }
    List<Leftover> old = new ArrayList<>();
    List<Leftover> young = new ArrayList<>();
    List<Leftover> foreign = new ArrayList<>();
    for (Leftover leftover : leftovers) {
      if (leftover.foreign().isPresent()) {
        foreign.add(leftover);
      } else if (leftover.modified().isAfter(now.minus(olderThan)) && !isAhead(leftover, now)) {
        young.add(leftover);
      } else {
        old.add(leftover);
      }
    }
    if (!dryRun) {
      for (Leftover leftover : old) {
        leftover.delete(hadoop);
      }
    }
    return new Report(path, olderThan, dryRun, old, young, foreign, now, "");
  }

  /** Whether a time is of no clock that a process which is still at work could have. */
  private static boolean isAhead(Leftover leftover, Instant now) {
    return leftover.modified().isAfter(now.plus(CLOCKS_APART));
  }

  private List<Leftover> leftovers(Command.Clean.Place place, String path) throws IOException {
    return switch (place) {
      case RUN -> RunDirectory.leftovers(hadoop, path);
      case CORPUS -> CorpusDirectory.leftovers(hadoop, path);
    };
  }
}
