package org.greedyinfomax.ml;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.Disk;
import org.greedyinfomax.storage.Inventory;
import org.greedyinfomax.training.TrainedRun;

/**
 * The folder that something of Spark ML is saved to. Spark would delete all that is in it before it
 * overwrites; here only what saving writes is deleted, and anything else refused.
 */
final class SavedFolder {

  private static final String METADATA = "metadata";
  private static final String OF_METADATA = METADATA + "/(_SUCCESS|part-[0-9]{5,}[^/]*)";

  private SavedFolder() {}

  /**
   * Makes room.
   *
   * @param overwrite whether what was saved there before may be deleted
   * @param isRun whether a run belongs to what is saved
   * @throws IOException if something is there, as Spark says it
   * @throws IllegalArgumentException if something is there that saving did not write
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
        Inventory.of(hadoop, folder, name -> name.equals(METADATA) || TrainedRun.isInModel(name));
    Predicate<String> isOurs = name -> name.matches(OF_METADATA) || name.equals(SavedParams.NAME);
    Predicate<String> isOfRun = TrainedRun.filesInModel(hadoop, path);
    Optional<String> foreign = inside.foreign(isRun ? isOurs.or(isOfRun) : isOurs);
    Check.argument(
        foreign.isEmpty(),
        "%s contains %s, which saving has not written, so it is not overwritten: choose another place",
        path,
        foreign.orElse(""));
    inside.delete(isOurs.or(isOfRun));
  }

  /** Has what Spark has written reach the disk. */
  static void force(Configuration hadoop, String path) throws IOException {
    Path metadata = new Path(path, METADATA);
    for (String name : Inventory.of(hadoop, metadata).names()) {
      Disk.force(metadata.getFileSystem(hadoop), new Path(metadata, name));
    }
  }
}
