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
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Leftover;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what killed processes have left in a run or a corpus: {@code gim clean}. What was
 * modified lately stays, because the process that made it may still be at work. A time in the
 * future, beyond what clocks may differ, says nothing: it does not protect.
 */
public final class Clean {

  /** Training refuses executors whose clocks are further from the driver's. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(4);

  private static final Logger LOG = LoggerFactory.getLogger(Clean.class);

  private final Configuration hadoop;

  /** Makes a job that is run by {@link #run}. */
  public Clean(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** What can be cleaned. */
  public enum Place {
    RUN,
    CORPUS
  }

  /**
   * What to clean.
   *
   * @param place what the directory is
   * @param path of the directory
   * @param olderThan how long ago a leftover must have been modified to be deleted
   * @param dryRun whether leftovers are only listed
   */
  public record Options(Place place, String path, Duration olderThan, boolean dryRun) {}

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
   * Cleans a directory, which is this process's while it deletes.
   *
   * @throws IllegalArgumentException if it is no run or no corpus, or another process takes it in
   *     the same moment
   * @throws IOException if something cannot be deleted
   */
  public Report run(Options options) throws IOException {
    Instant now = Instant.now(); // before looking, so that nothing seems older than it is
    List<Leftover> leftovers = leftovers(options);
    Path directory = new Path(options.path());
    Optional<String> user = Lease.user(hadoop, directory);
    if (user.isPresent()) {
      return report(options, List.of(), List.of(), List.of(), now, user.get());
    }
    Report found = report(options, leftovers, now);
    if (options.dryRun() || found.old().isEmpty()) {
      return found;
    }
    if (!isDirectory(directory)) { // these lie beside it, and there is nothing to take
      delete(found);
      return found;
    }
    try (Lease lease = Lease.take(hadoop, directory, "", LOG::warn)) {
      // What was an owner's goes with this lease. Looks again, for somebody may have been at work.
      List<Leftover> still = new ArrayList<>(leftovers.stream().filter(Clean::isOfOwner).toList());
      leftovers(options).stream().filter(each -> !isOfOwner(each)).forEach(still::add);
      found = report(options, still, now);
      lease.require();
      delete(found);
      return found;
    }
  }

  private boolean isDirectory(Path directory) throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    return files.exists(directory) && files.getFileStatus(directory).isDirectory();
  }

  private void delete(Report found) throws IOException {
    for (Leftover leftover : found.old()) {
      if (!isOfOwner(leftover)) {
        leftover.delete(hadoop);
      }
    }
  }

  /**
   * Whether it was a lease's, whose owner is not at work: that is known of it, however new it is.
   */
  private static boolean isOfOwner(Leftover leftover) {
    return Lease.isOfOwner(leftover.path().getName());
  }

  private static Report report(Options options, List<Leftover> leftovers, Instant now) {
    List<Leftover> old = new ArrayList<>();
    List<Leftover> young = new ArrayList<>();
    List<Leftover> foreign = new ArrayList<>();
    for (Leftover leftover : leftovers) {
      if (leftover.foreign().isPresent()) {
        foreign.add(leftover);
      } else if (!isOfOwner(leftover)
          && leftover.modified().isAfter(now.minus(options.olderThan()))
          && !isAhead(leftover, now)) {
        young.add(leftover);
      } else {
        old.add(leftover);
      }
    }
    return report(options, old, young, foreign, now, "");
  }

  private static Report report(
      Options options,
      List<Leftover> old,
      List<Leftover> young,
      List<Leftover> foreign,
      Instant now,
      String user) {
    return new Report(
        options.path(), options.olderThan(), options.dryRun(), old, young, foreign, now, user);
  }

  /** Whether a time is of no clock that a process which is still at work could have. */
  private static boolean isAhead(Leftover leftover, Instant now) {
    return leftover.modified().isAfter(now.plus(CLOCKS_APART));
  }

  private List<Leftover> leftovers(Options options) throws IOException {
    return switch (options.place()) {
      case RUN -> RunDirectory.leftovers(hadoop, options.path());
      case CORPUS -> CorpusDirectory.leftovers(hadoop, options.path());
    };
  }
}
