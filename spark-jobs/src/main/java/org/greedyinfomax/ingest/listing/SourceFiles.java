package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/** The recordings or pictures below some paths, and what else there is. */
public final class SourceFiles {

  private SourceFiles() {}

  /**
   * Lists what is below some paths: every file is to be read, rejected or left out. Files that are
   * named like recordings or pictures are not opened, all others are looked into. Names that begin
   * with a dot or an underscore are hidden, with all that is below them.
   *
   * @param check which files are to be read
   * @param use what is done with archives
   * @return sorted by the paths below the inputs
   * @throws IllegalArgumentException if a path is missing, or there is nothing to be read at all
   */
  public static Listing list(
      JavaSparkContext context, ContentCheck check, ArchiveUse use, List<String> inputs)
      throws IOException {
    Listing found = walk(context.hadoopConfiguration(), inputs);
    List<SourceFile> named = new ArrayList<>();
    List<SourceFile> others = new ArrayList<>();
    for (SourceFile file : found.files()) {
      boolean isTold = use != ArchiveUse.SAMPLES && check.isNamedLikeContent(file.relativePath());
      (isTold ? named : others).add(file);
    }
    Listing.Builder all = new Listing.Builder();
    all.addAll(found.withFiles(named));
    Listing told = new ContentDetection(context, check, use).of(others);
    all.addAll(told.withoutArchives());
    all.addAll(new ArchiveListing(context, check, use).of(told.archives()));
    Listing listing = all.build().sorted();
    requireFiles(listing, check, inputs);
    return listing;
  }

  /**
   * Lists all that is below some paths without opening any file.
   *
   * @throws IllegalArgumentException if a path is missing
   */
  static Listing walk(Configuration hadoop, List<String> inputs) throws IOException {
    Listing.Builder found = new Listing.Builder();
    LocalWalk local = new LocalWalk(found);
    HadoopWalk others = new HadoopWalk(found);
    for (String input : inputs) {
      Path path = InputPath.of(input);
      FileSystem system = path.getFileSystem(hadoop);
      Check.argument(system.exists(path), "the input %s does not exist", input);
      if (system instanceof LocalFileSystem disk) {
        local.add(disk.pathToFile(path).toPath());
      } else {
        others.add(system, system.getFileStatus(path));
      }
    }
    local.followLinks();
    return found.build().sorted();
  }

  private static void requireFiles(Listing listing, ContentCheck check, List<String> inputs) {
    LeftOutCounts leftOut = LeftOutCounts.of(listing.leftOut());
    Check.argument(
        !listing.files().isEmpty(),
        "no %s found below %s: no file there begins like one of %s or is named so%s%s%s",
        Text.word(check.kind()),
        inputs,
        check.titles(),
        leftOut.total() == 0 ? "" : Text.format("; what is there: %s", leftOut),
        leftOut.advice().map(advice -> "; " + advice).orElse(""),
        listing.rejected().isEmpty() ? "" : "; " + listing.rejected().get(0));
  }
}
