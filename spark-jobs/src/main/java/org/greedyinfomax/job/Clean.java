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
import org.apache.hadoop.fs.FileSystem;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.storage.Leftover;
import org.greedyinfomax.training.RunDirectory;

/**
 * Deletes what killed processes have left in a run or a corpus: {@code gim clean}. What was
 * modified lately stays, because the process that made it may still be at work.
 */
public final class Clean {

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
   * @param user in words, the process that trains the run, by which everything stays; empty if
   *     there is none
   */
  public record Report(
      String path,
      Duration olderThan,
      boolean dryRun,
      List<Leftover> old,
      List<Leftover> young,
      String user) {

    public Report {
      old = List.copyOf(old);
      young = List.copyOf(young);
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
                      "%s %s, %,d bytes",
                      dryRun ? "would delete" : "deleted", leftover.path(), leftover.bytes())));
      young.forEach(
          leftover ->
              text.append(
                  line(
                      "left %s, %,d bytes, alone: it was modified in the last %d minutes",
                      leftover.path(), leftover.bytes(), olderThan.toMinutes())));
      return text.append(
              line(
                  "%s: %d %s, %,d bytes; %d left alone",
                  path,
                  old.size(),
                  dryRun ? "to delete" : "deleted",
                  old.stream().mapToLong(Leftover::bytes).sum(),
                  young.size()))
          .toString();
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
    Optional<String> user =
        place == Command.Clean.Place.RUN
            ? RunDirectory.open(hadoop, path).user()
            : Optional.empty();
    if (user.isPresent()) {
      return new Report(path, olderThan, dryRun, List.of(), List.of(), user.get());
    }
    List<Leftover> old = new ArrayList<>();
    List<Leftover> young = new ArrayList<>();
    for (Leftover leftover : leftovers) {
      (leftover.modified().isAfter(now.minus(olderThan)) ? young : old).add(leftover);
    }
    if (!dryRun) {
      for (Leftover leftover : old) {
        FileSystem files = leftover.path().getFileSystem(hadoop);
        files.delete(leftover.path(), true);
      }
    }
    return new Report(path, olderThan, dryRun, old, young, "");
  }

  private List<Leftover> leftovers(Command.Clean.Place place, String path) throws IOException {
    return switch (place) {
      case RUN -> RunDirectory.open(hadoop, path).leftovers();
      case CORPUS -> CorpusDirectory.leftovers(hadoop, path);
    };
  }
}
