package org.greedyinfomax.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Where files and folders lie, whatever way they are named. */
public final class Location {

  private Location() {}

  /**
   * The whole path of a typed one, which means the same in every process. Without a scheme it is of
   * the default file system, and a relative one begins in its working directory, as this process
   * has it. A local path stays without a scheme where local files are the default, and an object
   * store's bucket alone is its topmost folder.
   *
   * @param typed stays as it is if it is blank; what stands before its first colon is a scheme only
   *     if a slash follows
   * @param hadoop is asked only if the path does not say by itself where it leads
   * @throws UncheckedIOException if there is no default file system
   */
  public static String whole(String typed, Supplier<Configuration> hadoop) {
    if (typed.isBlank()) {
      return typed;
    }
    if (hasScheme(typed)) {
      URI uri = new Path(typed).toUri();
      return uri.getPath().isEmpty() && uri.getAuthority() != null ? typed + "/" : typed;
    }
    Configuration settings = hadoop.get();
    URI defaultUri = FileSystem.getDefaultUri(settings);
    boolean isLocal = "file".equals(defaultUri.getScheme());
    if (isLocal && typed.startsWith("/")) {
      return typed;
    }
    Path path = new Path(typed.startsWith("/") ? typed : "./" + typed); // a name may have a colon
    Path working = path.isAbsolute() ? new Path("/") : workingDirectory(settings);
    Path whole = path.makeQualified(defaultUri, working);
    return isLocal ? whole.toUri().getPath() : whole.toString();
  }

  private static Path workingDirectory(Configuration settings) {
    try {
      return FileSystem.get(settings).getWorkingDirectory();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same where the configuration is at hand. */
  public static Path whole(Configuration hadoop, String typed) throws IOException {
    try {
      return new Path(whole(typed, () -> hadoop));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Whether a path is on this machine's disks. */
  public static boolean isLocal(Configuration hadoop, Path path) throws IOException {
    return path.getFileSystem(hadoop) instanceof LocalFileSystem;
  }

  /** Whether a typed path begins with a scheme: what stands before a colon that a slash follows. */
  public static boolean hasScheme(String typed) {
    int colon = typed.indexOf(':');
    return colon > 0 && typed.startsWith("/", colon + 1) && typed.lastIndexOf('/', colon) < 0;
  }

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

  private static java.nio.file.Path real(java.nio.file.Path path) throws IOException {
    java.nio.file.Path normal = path.normalize();
    if (Files.exists(normal) || normal.getParent() == null) {
      return normal.toRealPath();
    }
    return real(normal.getParent()).resolve(normal.getFileName());
  }
}
