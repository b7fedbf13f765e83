package org.greedyinfomax.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Harms files behind the back of Hadoop, whose checksums of local files it takes away. */
public final class Damage {

  private Damage() {}

  /** Flips the lowest bit of a byte; {@code at} counts from the end if it is negative. */
  public static void flip(Path file, int at) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[at < 0 ? content.length + at : at] ^= 1;
    write(file, content);
  }

  /** Leaves the first bytes. */
  public static void cut(Path file, int bytes) throws IOException {
    write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
  }

  public static void replace(Path file, String text, String by) throws IOException {
    write(file, Files.readString(file).replace(text, by).getBytes(StandardCharsets.UTF_8));
  }

  public static void write(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    Files.write(file, content);
  }
}
