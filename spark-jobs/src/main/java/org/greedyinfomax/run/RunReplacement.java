package org.greedyinfomax.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileSystem;
import org.greedyinfomax.Check;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.greedyinfomax.storage.Inventory;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Scratch;

/** Deletes the files of an older run, to make room for a new one in its directory. */
final class RunReplacement {

  private final RunDirectory run;

  RunReplacement(RunDirectory run) {
    this.run = run;
  }

  /**
   * Checks that a new run can be made, and says only what would not be refused, too.
   *
   * @throws IllegalArgumentException if the directory is not empty and must not be overwritten, or
   *     has something in it that is not a run's
   */
  void require(Existing existing) throws IOException {
    FileSystem files = run.path().getFileSystem(run.hadoop());
    Check.argument(
        !files.exists(run.path()) || files.getFileStatus(run.path()).isDirectory(),
        "the run directory %s is a file: choose another place",
        run.path());
    Inventory inside = inside();
    if (inside.foreign(RunFiles::isOfNoRun).isEmpty()) {
      return;
    }
    Check.argument(
        run.has(RunInput.NAME),
        "the directory %s is not empty and no run (it lacks %s), so it is not overwritten: choose"
            + " another",
        run.path(),
        RunInput.NAME);
    Check.argument(
        existing == Existing.OVERWRITE || run.has(RunDirectory.CONFIG),
        "the run directory %s is not empty, but no run yet (it lacks %s): begin it anew with"
            + " --overwrite, or choose another",
        run.path(),
        RunDirectory.CONFIG);
    Check.argument(
        existing == Existing.OVERWRITE,
        "the run directory %s is not empty: continue it with --resume, replace it with"
            + " --overwrite, or choose another",
        run.path());
    Set<String> modules = run.modules();
    Optional<String> foreign = inside.foreign(name -> RunFiles.isOurs(name, modules));
    Check.argument(
        foreign.isEmpty(),
        "the run directory %s contains %s, which training has not written, so it is not overwritten:"
            + " move that elsewhere, or choose another directory",
        run.path(),
        foreign.orElse(""));
  }

  /**
   * Deletes what training has written. A lease stays: it says who does this. Last goes what makes
   * the directory a run: if this is cut short, it can be repeated.
   */
  void clear() throws IOException {
    Set<String> modules = run.modules();
    Inventory inside = inside();
    List<Predicate<String>> order =
        List.of(
            name -> name.startsWith(RunDirectory.CHECKPOINTS + "/") && name.endsWith(".json"),
            name -> !name.equals(RunDirectory.CONFIG) && !name.equals(RunInput.NAME),
            name -> name.equals(RunDirectory.CONFIG),
            name -> name.equals(RunInput.NAME));
    for (Predicate<String> next : order) {
      inside.delete(
          name ->
              !Scratch.isScratch(name)
                  && !Lease.isOfLease(name)
                  && RunFiles.isOurs(name, modules)
                  && next.test(name));
    }
  }

  private Inventory inside() throws IOException {
    return Inventory.of(run.hadoop(), run.path(), RunFiles::mayHoldOurs);
  }
}
