package org.greedyinfomax.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * A file or folder that nobody needs any more, unless the process that made it is still at work.
 *
 * @param path of the file or folder
 * @param bytes of all files in it
 * @param modified when the newest of these files was; of a folder without files, the folder
 * @param foreign a file in it, relative to the folder, that the program has not written; empty if
 *     all are its own
 */
public record Leftover(Path path, long bytes, Instant modified, Optional<String> foreign) {

  /**
   * Finds what is left over in a directory, in the order of the names; never a file under a
   * temporary name that is the only one of its content.
   *
   * @param directory need not exist
   * @param isLeftOver whether a name, among all names in the directory, is of a leftover
   * @param isOurs whether a name below the directory is of a file that the program writes in a
   *     folder that is left over
   */
  public static List<Leftover> in(
      Configuration hadoop,
      Path directory,
      BiPredicate<String, Set<String>> isLeftOver,
      Predicate<String> isOurs)
      throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    Set<String> names = new TreeSet<>();
    for (FileStatus status : list(files, directory)) {
      names.add(status.getPath().getName());
    }
    List<Leftover> found = new ArrayList<>();
    for (String name : names) {
      if (isLeftOver.test(name, names) && !Remains.isNeeded(files, directory, name, names)) {
        Path path = new Path(directory, name);
        found.add(of(hadoop, path, file -> isOurs.test(name + "/" + file)));
      }
    }
    return found;
  }

  /** Finds directories for a while that were made in a directory or, before it was, beside it. */
  public static List<Leftover> scratch(Configuration hadoop, Path directory) throws IOException {
    List<Leftover> found =
        in(hadoop, directory, (name, names) -> Scratch.isScratch(name), name -> true);
    FileSystem files = directory.getFileSystem(hadoop);
    Path absolute = directory.makeQualified(files.getUri(), files.getWorkingDirectory());
    if (!absolute.isRoot()) {
      found.addAll(beside(hadoop, absolute));
    }
    return found;
  }

  /** Times of folders that have files do not count: object stores make them up. */
  private static Leftover of(Configuration hadoop, Path path, Predicate<String> isOurs)
      throws IOException {
    try {
      FileStatus status = path.getFileSystem(hadoop).getFileStatus(path);
      Instant modified = Instant.ofEpochMilli(status.getModificationTime());
      if (!status.isDirectory()) {
        return new Leftover(path, status.getLen(), modified, Optional.empty());
      }
      Inventory inside = Inventory.of(hadoop, path);
      return new Leftover(
          path, inside.bytes(), inside.modified().orElse(modified), inside.foreign(isOurs));
    } catch (FileNotFoundException e) {
      return new Leftover(path, 0, Instant.now(), Optional.empty()); // was deleted just now
    }
  }

  private static FileStatus[] list(FileSystem files, Path directory) throws IOException {
    try {
      return files.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** What lies beside a directory; nothing where one may not look. */
  private static List<Leftover> beside(Configuration hadoop, Path directory) throws IOException {
    try {
      return in(
          hadoop,
          directory.getParent(),
          (name, names) -> Scratch.isBeside(name, directory.getName()),
          name -> true);
    } catch (AccessDeniedException | AccessControlException e) {
      return List.of();
    }
  }

  /** Deletes it, whose files are all the program's own; a symbolic link to a folder stays. */
  public void delete(Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    if (files.exists(path) && files.getFileStatus(path).isDirectory()) {
      Inventory inside = Inventory.of(hadoop, path);
      inside.delete(name -> true);
      inside.deleteEmptyDirectory();
    } else {
      files.delete(path, false);
    }
  }

  /** The same, as new as the newest of several that belong together. */
  public Leftover asNewAs(List<Leftover> others) {
    Instant newest = others.stream().map(Leftover::modified).reduce(modified, Leftover::later);
    return new Leftover(path, bytes, newest, foreign);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
