package org.greedyinfomax.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for a while, under a name that nobody can foresee, so that all in it is the
 * program's. A process that is killed leaves it where {@code gim clean} looks.
 */
public final class Scratch implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

  /** After Spark (50), and before Hadoop's file systems (10) shut down. */
  private static final int PRIORITY = 20;

  private static final String START = ".gim-scratch-";
  private static final Pattern NAME =
      Pattern.compile("\\.gim-scratch-(?:(.+)-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final FileSystem files;
  private final Path path;
  private final Optional<Path> made;
  private final Thread hook = new Thread(this::deleteAtLast, "gim-scratch-shutdown");

  /** Makes it in a directory, which is made for the time being, too, if it is missing. */
  public static Scratch in(Configuration hadoop, Path directory) throws IOException {
    return new Scratch(hadoop, directory, "");
  }

  /**
   * Makes it on the same file system as a directory: in it or, if it does not exist, beside it
   * under a name that tells for which it was made. On an object store it is always in it, which
   * takes no directory: beside it one may have no rights.
   */
  public static Scratch near(Configuration hadoop, Path directory) throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    Path absolute = directory.makeQualified(files.getUri(), files.getWorkingDirectory());
    boolean isIn =
        absolute.isRoot()
            || StoreKind.of(files, absolute) == StoreKind.OBJECT_STORE
            || (files.exists(absolute) && files.getFileStatus(absolute).isDirectory());
    return isIn
        ? new Scratch(hadoop, absolute, "")
        : new Scratch(hadoop, absolute.getParent(), absolute.getName() + "-");
  }

  private Scratch(Configuration hadoop, Path parent, String of) throws IOException {
    files = parent.getFileSystem(hadoop);
    path = new Path(parent, START + of + UUID.randomUUID());
    boolean hasDirectories = StoreKind.of(files, path) != StoreKind.OBJECT_STORE;
    made = hasDirectories ? highestMissing(parent) : Optional.empty();
    if (hasDirectories) {
      files.mkdirs(path);
    }
    ShutdownHookManager.get().addShutdownHook(hook, PRIORITY);
  }

  /** For a process that is asked to stop. */
  private void deleteAtLast() {
    try {
      files.delete(path, true);
    } catch (IOException | FSError e) {
      LOG.debug("{} is left behind", path, e);
    }
  }

  private Optional<Path> highestMissing(Path directory) throws IOException {
    Optional<Path> missing = Optional.empty();
    for (Path at = directory; at != null && isMissing(at); at = at.getParent()) {
      missing = Optional.of(at);
    }
    return missing;
  }

  /** What one may not look at was not made for this. */
  private boolean isMissing(Path directory) throws IOException {
    try {
      return !files.exists(directory);
    } catch (AccessDeniedException | AccessControlException e) {
      return false;
    }
  }

  /** A name that nobody has yet. */
  static String newName() {
    return START + UUID.randomUUID();
  }

  /** Whether a name is of such a directory, or a path leads into one. */
  public static boolean isScratch(String path) {
    int slash = path.indexOf('/');
    return NAME.matcher(slash < 0 ? path : path.substring(0, slash)).matches();
  }

  /** Whether a name is of such a directory that was made beside a missing one. */
  public static boolean isBeside(String name, String directory) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() && directory.equals(matcher.group(1));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    files.delete(path, true);
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
    if (made.isPresent()) {
      deleteEmpty(path.getParent());
    }
  }

  /** Deletes the directories that were made for it, unless somebody else uses them by now. */
  private void deleteEmpty(Path directory) throws IOException {
    if (files.exists(directory) && files.listStatus(directory).length == 0) {
      files.delete(directory, false);
      if (!directory.equals(made.orElseThrow())) {
        deleteEmpty(directory.getParent());
      }
    }
  }
}
