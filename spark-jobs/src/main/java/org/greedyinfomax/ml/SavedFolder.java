package org.greedyinfomax.ml;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.run.RunSnapshot;
import org.greedyinfomax.storage.Disk;
import org.greedyinfomax.storage.Inventory;
import org.greedyinfomax.storage.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that something of Spark ML is saved to. Spark would delete all that is in it before it
 * overwrites; here only what saving writes is deleted, and anything else refused.
 */
final class SavedFolder {

  private static final Logger LOG = LoggerFactory.getLogger(SavedFolder.class);

  private static final String METADATA = "metadata";
  private static final String OF_METADATA = METADATA + "/(_SUCCESS|part-[0-9]{5,}[^/]*)";

  private SavedFolder() {}

  /**
   * Makes room. A lease that a killed process has left in the run goes, too.
   *
   * @param overwrite whether what was saved there before may be deleted
   * @param isRun whether a run belongs to what is saved
   * @throws IOException if something is there, as Spark says it
   * @throws IllegalArgumentException if something is there that saving did not write, or a process
   *     uses the run
   */
  static void clear(Configuration hadoop, String path, boolean overwrite, boolean isRun)
      throws IOException {
    Path folder = new Path(path);
    if (!folder.getFileSystem(hadoop).exists(folder)) {
      return;
    }
    if (!overwrite) {
      throw new IOException(
          "Path " + path + " already exists. To overwrite it, please use write.overwrite().save");
    }
    Inventory inside =
        Inventory.of(hadoop, folder, name -> name.equals(METADATA) || RunSnapshot.isInModel(name));
    Predicate<String> isOurs = name -> name.matches(OF_METADATA) || name.equals(SavedParams.NAME);
    Predicate<String> isOfRun = RunSnapshot.filesInModel(hadoop, path);
    Optional<String> foreign = inside.foreign(isRun ? isOurs.or(isOfRun) : isOurs);
    Check.argument(
        foreign.isEmpty(),
        "%s contains %s, which saving has not written, so it is not overwritten: choose another place",
        path,
        foreign.orElse(""));
    Path run = new Path(RunSnapshot.inModel(path));
    if (!run.getFileSystem(hadoop).exists(run)) {
      inside.delete(isOurs);
      return;
    }
    Optional<String> user = Lease.user(hadoop, run);
    Check.argument(
        user.isEmpty(),
        "%s is in use by %s, so %s is not overwritten: wait until it has ended, or stop it, or choose"
            + " another place",
        run,
        user.orElse(""),
        path);
    Predicate<String> isOfOwner = name -> Lease.isOfOwner(new Path(name).getName());
    Lease lease = Lease.take(hadoop, run, "", LOG::warn);
    try (lease) {
      inside.delete(isOurs.or(isOfRun).and(isOfOwner.negate()));
    }
    lease.deleteDirectoryIfEmpty();
  }

  /** Has what Spark has written reach the disk. */
  static void force(Configuration hadoop, String path) throws IOException {
    Path metadata = new Path(path, METADATA);
    for (String name : Inventory.of(hadoop, metadata).names()) {
      Disk.force(metadata.getFileSystem(hadoop), new Path(metadata, name));
    }
  }
}
