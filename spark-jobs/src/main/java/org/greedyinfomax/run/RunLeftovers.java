package org.greedyinfomax.run;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Leftover;

/** Finds the files that killed processes have left in the directory of a run, and beside it. */
final class RunLeftovers {

  private RunLeftovers() {}

  /** Does what {@link RunDirectory#leftovers} says. */
  static List<Leftover> of(Configuration hadoop, RunDirectory run) throws IOException {
    List<Leftover> scratch = Leftover.scratch(hadoop, run.path());
    if (!run.has(RunInput.NAME)) {
      if (scratch.isEmpty()) {
        RunDirectory.open(hadoop, run.path().toString());
      }
      Check.argument(!scratch.isEmpty(), "%s is no run: %s is missing", run.path(), RunInput.NAME);
      return scratch;
    }
    List<Leftover> found =
        Leftover.in(
            hadoop,
            run.path(),
            (name, names) ->
                name.equals(RunDirectory.ACTIVATIONS)
                    || RunFiles.isTemporary(name)
                    || Lease.isOfLease(name),
            RunFiles::isOfActivations);
    found.addAll(
        CheckpointFiles.leftovers(hadoop, run.file(RunDirectory.CHECKPOINTS), run.modules()));
    found.addAll(scratch);
    return found;
  }
}
