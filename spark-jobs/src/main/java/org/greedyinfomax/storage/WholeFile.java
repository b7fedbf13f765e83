package org.greedyinfomax.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import org.greedyinfomax.Sha256;
import org.greedyinfomax.Text;

/**
 * A small file that readers see whole or not at all, also after a power cut. On a local disk and on
 * HDFS it is written beside its place under a name that nobody can foresee, which starts with a
 * dot, has reached the disk, and is renamed then. An object store has no such rename, but shows a
 * file only when it is closed: there it is written in place. Data files are never renamed; this is
 * for what names them.
 *
 * <p>Elsewhere a rename may be a deletion and a rename. A reader that comes between the two, or
 * after a process that was killed there, finds the file under its temporary name.
 */
public final class WholeFile {

  /** Whether a file has to outlive a power cut. */
  public enum Keeping {
    /** It reaches the disk before it is seen. */
    DURABLE,
    /** It does not: a process that starts again has no use for it. */
    PASSING
  }

  private static final int ATTEMPTS = 10;

  private WholeFile() {}

  /**
   * The name of the file that a temporary one was to become; empty for a name that is not of a
   * temporary file. Earlier versions had {@code .NAME.tmp}, without digits.
   */
  public static Optional<String> ofTemporary(String name) {
    return TemporaryName.target(name);
  }

  /**
   * Writes a file, replacing an older one, and has it reach the disk.
   *
   * @throws IOException naming the file
   */
  public static void write(Configuration hadoop, Path path, byte[] content) throws IOException {
    write(hadoop, path, content, Keeping.DURABLE);
  }

  /**
   * Writes a file, replacing an older one. A symbolic link in its place is replaced, too, and not
   * followed.
   *
   * @throws IOException naming the file
   */
  public static void write(Configuration hadoop, Path path, byte[] content, Keeping keeping)
      throws IOException {
    try {
      FileSystem files = path.getFileSystem(hadoop);
      Path whole = path.makeQualified(files.getUri(), files.getWorkingDirectory());
      new Replacement(hadoop, files, whole).write(content, keeping);
    } catch (IOException e) {
      throw new IOException(Text.format("cannot write %s: %s", path, e.getMessage()), e);
    }
  }

  /** Whether there is a file that {@link #read} reads. */
  public static boolean exists(Configuration hadoop, Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    return files.exists(path) || new Remains(files, path).content().isPresent();
  }

  /**
   * Reads a file.
   *
   * @throws FileNotFoundException if there is none
   */
  public static byte[] read(Configuration hadoop, Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    try {
      return open(files, path);
    } catch (FileNotFoundException e) {
      Optional<byte[]> left = new Remains(files, path).content();
      // Where nothing is left, either, it may have got its name meanwhile.
      return left.isPresent() ? left.get() : open(files, path);
    }
  }

  /** S3A finds out when a file is replaced after it was looked up and before it is read. */
  private static byte[] open(FileSystem files, Path path) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = files.open(path)) {
        return in.readAllBytes();
      } catch (PathIOException e) {
        if (attempt == ATTEMPTS || StoreKind.of(files, path) != StoreKind.OBJECT_STORE) {
          throw e;
        }
      }
    }
  }

  /**
   * Reads a file of text in UTF-8.
   *
   * @throws FileNotFoundException if there is none
   */
  public static String readText(Configuration hadoop, Path path) throws IOException {
    return new String(read(hadoop, path), StandardCharsets.UTF_8);
  }

  /** Deletes a file, if it is there. */
  public static void delete(Configuration hadoop, Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    new Remains(files, path).delete(); // first, or the file would be found there for a moment
    files.delete(path, false);
  }

  /** SHA-256 of some bytes, 64 hexadecimal digits. */
  public static String sha256(byte[] content) {
    return Sha256.hex(content);
  }
}
