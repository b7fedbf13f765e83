package org.greedyinfomax.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Where files and folders lie, whatever way they are named. */
public final class Location {

  private Location() {}

  /**
   * Whether a file or folder is a directory or lies in it, also by way of symbolic links. Neither
   * need exist.
   */
  public static boolean isWithin(Configuration hadoop, Path inner, Path directory)
      throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    FileSystem others = inner.getFileSystem(hadoop);
    if (files instanceof LocalFileSystem local && others instanceof LocalFileSystem) {
      return real(local.pathToFile(inner).toPath())
          .startsWith(real(local.pathToFile(directory).toPath()));
    }
    Path outer = files.makeQualified(directory);
    for (Path path = others.makeQualified(inner); path != null; path = path.getParent()) {
      if (path.equals(outer)) {
        return true;
      }
    }
    return false;
  }

  /** The same for a path on this machine. */
  public static boolean isWithin(java.nio.file.Path inner, java.nio.file.Path directory) {
    try {
      return real(inner.toAbsolutePath()).startsWith(real(directory.toAbsolutePath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static java.nio.file.Path real(java.nio.file.Path path) throws IOException {
    java.nio.file.Path normal = path.normalize();
    if (Files.exists(normal) || normal.getParent() == null) {
      return normal.toRealPath();
    }
    return real(normal.getParent()).resolve(normal.getFileName());
  }
}
