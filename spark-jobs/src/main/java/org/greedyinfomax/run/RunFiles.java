package org.greedyinfomax.run;

import java.util.Set;
import java.util.function.Predicate;
import org.greedyinfomax.activation.ActivationStore;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Scratch;
import org.greedyinfomax.storage.WholeFile;

/** Names, relative to the directory of a run, of what training writes there. */
final class RunFiles {

  /** All that lies in the directory itself. */
  private static final Set<String> FILES =
      Set.of(
          RunDirectory.CONFIG,
          RunInput.NAME,
          RunDirectory.METRICS,
          RunDirectory.VALIDATION,
          RunDirectory.PROBES,
          RunDirectory.MAPS,
          RunDirectory.PAGE);

  private RunFiles() {}

  /**
   * Whether training writes a file of this name.
   *
   * @param modules of the run
   */
  static boolean isOurs(String name, Set<String> modules) {
    return FILES.contains(name)
        || isOfNoRun(name)
        || isOfActivations(name)
        || isBelow(name, RunDirectory.CHECKPOINTS, below -> CheckpointFiles.isOurs(below, modules));
  }

  /** Whether a file may be there before the directory is a run. */
  static boolean isOfNoRun(String name) {
    return isTemporary(name) || Scratch.isScratch(name) || Lease.isOfLease(name);
  }

  /** Whether a file of the directory itself was not finished. */
  static boolean isTemporary(String name) {
    return WholeFile.ofTemporary(name).filter(FILES::contains).isPresent();
  }

  static boolean isOfActivations(String name) {
    return isBelow(name, RunDirectory.ACTIVATIONS, ActivationStore::isOurs);
  }

  /** Whether files of training may be in a folder. */
  static boolean mayHoldOurs(String folder) {
    String first = folder.split("/", 2)[0];
    return first.equals(RunDirectory.ACTIVATIONS)
        || first.equals(RunDirectory.CHECKPOINTS)
        || Scratch.isScratch(folder);
  }

  private static boolean isBelow(String name, String folder, Predicate<String> isOurs) {
    return name.startsWith(folder + "/") && isOurs.test(name.substring(folder.length() + 1));
  }
}
