package org.greedyinfomax.storage;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;

/**
 * A small file that readers see whole or not at all: it is written beside its place under a name
 * that starts with a dot, and renamed. Data files are never renamed; this is for what names them.
 */
public final class WholeFile {

  private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.tmp");

  private WholeFile() {}

  /** Whether a file's name is one under which a file is written before it is renamed. */
  public static boolean isTemporary(String name) {
    return TEMPORARY.matcher(name).matches();
  }

  /**
   * Writes a file, replacing an older one.
   *
   * @throws IOException naming the file
   */
  public static void write(Configuration hadoop, Path path, byte[] content) throws IOException {
    try {
      replace(hadoop, path, content);
    } catch (IOException e) {
      throw new IOException(Text.format("cannot write %s: %s", path, e.getMessage()), e);
    }
  }

  private static void replace(Configuration hadoop, Path path, byte[] content) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    Path absolute = path.makeQualified(files.getUri(), files.getWorkingDirectory());
    Path temporary = new Path(absolute.getParent(), "." + absolute.getName() + ".tmp");
    if (files instanceof LocalFileSystem local) {
      replace(local.pathToFile(absolute), local.pathToFile(temporary), content);
      return;
    }
    try (OutputStream out = files.create(temporary, true)) {
      out.write(content);
    }
    FileContext.getFileContext(absolute.toUri(), hadoop)
        .rename(temporary, absolute, Options.Rename.OVERWRITE);
  }

  /**
   * Hadoop would delete the older file first, and its checksums lie in a second file: between the
   * two steps there would be no file, or one with the checksums of another.
   */
  private static void replace(File file, File temporary, byte[] content) throws IOException {
    Files.createDirectories(file.toPath().getParent());
    Files.write(temporary.toPath(), content);
    Files.deleteIfExists(file.toPath().resolveSibling("." + file.getName() + ".crc"));
    Files.move(
        temporary.toPath(),
        file.toPath(),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
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
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
