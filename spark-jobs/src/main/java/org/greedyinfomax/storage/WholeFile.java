package org.greedyinfomax.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Sha256;
import org.greedyinfomax.Text;

/**
 * A small file that readers see whole or not at all, also after a power cut: it is written beside
 * its place under a name that nobody can foresee, which starts with a dot, has reached the disk,
 * and is renamed then. Data files are never renamed; this is for what names them.
 */
public final class WholeFile {

  private static final Pattern TEMPORARY = Pattern.compile("\\.(.+?)(\\.[0-9a-f]{32})?\\.tmp");

  /** Whether a file has to outlive a power cut. */
  public enum Keeping {
    /** It reaches the disk before it is seen. */
    DURABLE,
    /** It does not: a process that starts again has no use for it. */
    PASSING
  }

  private WholeFile() {}

  /**
   * The name of the file that a temporary one was to become; empty for a name that is not of a
   * temporary file. Earlier versions had {@code .NAME.tmp}, without random digits.
   */
  public static Optional<String> ofTemporary(String name) {
    Matcher matcher = TEMPORARY.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
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
      replace(hadoop, path, content, keeping);
    } catch (IOException e) {
      throw new IOException(Text.format("cannot write %s: %s", path, e.getMessage()), e);
    }
  }

  private static void replace(Configuration hadoop, Path path, byte[] content, Keeping keeping)
      throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    Path absolute = path.makeQualified(files.getUri(), files.getWorkingDirectory());
    String random = UUID.randomUUID().toString().replace("-", "");
    Path temporary =
        new Path(absolute.getParent(), "." + absolute.getName() + "." + random + ".tmp");
    if (files instanceof LocalFileSystem local) {
      replace(
          local.pathToFile(absolute).toPath(),
          local.pathToFile(temporary).toPath(),
          content,
          keeping);
      return;
    }
    try {
      try (FSDataOutputStream out = files.create(temporary, false)) {
        out.write(content);
        if (keeping == Keeping.DURABLE) {
          Disk.sync(out);
        }
      }
      FileContext.getFileContext(absolute.toUri(), hadoop)
          .rename(temporary, absolute, Options.Rename.OVERWRITE);
    } catch (IOException e) {
      deleteAfter(e, () -> files.delete(temporary, false));
      throw e;
    }
  }

  /**
   * Hadoop would delete the older file first, and its checksums lie in a second file: between the
   * two steps there would be no file, or one with the checksums of another.
   */
  private static void replace(
      java.nio.file.Path file, java.nio.file.Path temporary, byte[] content, Keeping keeping)
      throws IOException {
    Disk.makeDirectories(file.getParent());
    try {
      try (FileChannel channel = Disk.createNew(temporary)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        if (keeping == Keeping.DURABLE) {
          channel.force(true);
        }
      }
      Files.deleteIfExists(Disk.checksumsOf(file));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteAfter(e, () -> Files.deleteIfExists(temporary));
      throw e;
    }
    if (keeping == Keeping.DURABLE) {
      Disk.forceDirectory(file.getParent());
    }
  }

  /** Something that deletes a file. */
  private interface Deletion {

    boolean run() throws IOException;
  }

  private static void deleteAfter(IOException problem, Deletion deletion) {
    try {
      deletion.run();
    } catch (IOException e) {
      problem.addSuppressed(e);
    }
  }

  /**
   * Reads a file.
   *
   * @throws FileNotFoundException if there is none
   */
  public static byte[] read(Configuration hadoop, Path path) throws IOException {
    try (InputStream in = path.getFileSystem(hadoop).open(path)) {
      return in.readAllBytes();
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

  /** SHA-256 of some bytes, 64 hexadecimal digits. */
  public static String sha256(byte[] content) {
    return Sha256.hex(content);
  }
}
