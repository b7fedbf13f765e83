package org.greedyinfomax.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file or folder that nobody needs any more, unless the process that made it is still at work.
 *
 * @param path of the file or folder
 * @param bytes of all files in it
 * @param modified when the newest of these files was; of a folder without files, the folder
 */
public record Leftover(Path path, long bytes, Instant modified) {

  /**
   * Finds what is left over in a directory, in the order of the names.
   *
   * @param directory need not exist
   * @param isLeftOver whether a name, among all names in the directory, is of a leftover
   */
  public static List<Leftover> in(
      FileSystem files, Path directory, BiPredicate<String, Set<String>> isLeftOver)
      throws IOException {
    Set<String> names = new TreeSet<>();
    for (FileStatus status : list(files, directory)) {
      names.add(status.getPath().getName());
    }
    List<Leftover> found = new ArrayList<>();
    for (String name : names) {
      if (isLeftOver.test(name, names)) {
        found.add(of(files, new Path(directory, name)));
      }
    }
    return found;
  }

  private static Leftover of(FileSystem files, Path path) throws IOException {
    try {
      FileStatus status = files.getFileStatus(path);
      return new Leftover(path, 0, Instant.EPOCH).with(files, status);
    } catch (FileNotFoundException e) {
      return new Leftover(path, 0, Instant.now()); // somebody has deleted it just now
    }
  }

  /**
   * Adds a file, or all files of a folder. Times of folders that have files do not count: object
   * stores make them up.
   */
  private Leftover with(FileSystem files, FileStatus status) throws IOException {
    FileStatus[] children =
        status.isDirectory() ? list(files, status.getPath()) : new FileStatus[0];
    if (children.length == 0) {
      return new Leftover(
          path,
          bytes + status.getLen(),
          later(modified, Instant.ofEpochMilli(status.getModificationTime())));
    }
    Leftover sum = this;
    for (FileStatus child : children) {
      sum = sum.with(files, child);
    }
    return sum;
  }

  private static FileStatus[] list(FileSystem files, Path directory) throws IOException {
    try {
      return files.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** The same, as new as the newest of several that belong together. */
  public Leftover asNewAs(List<Leftover> others) {
    Instant newest = others.stream().map(Leftover::modified).reduce(modified, Leftover::later);
    return new Leftover(path, bytes, newest);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
