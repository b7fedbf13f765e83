package org.greedyinfomax.ingest.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of members. No file is ever made of one, so that a name cannot lead anywhere; but it
 * becomes a key, which should be the one that the file would have if the archive were unpacked.
 */
final class MemberName {

  /** What stands for bytes that are not UTF-8. */
  private static final String REPLACEMENT = "\ufffd";

  private static final String PARENT = "..";

  private MemberName() {}

  /** Says what is wrong with a name, as the end of a sentence that begins with it. */
  static Optional<String> problem(String name) {
    if (parts(name).isEmpty()) {
      return Optional.of("is a member without a name");
    }
    if (parts(name).contains(PARENT)) {
      return Optional.of("has a name that leads out of the archive: pack it under another one");
    }
    return name.contains(REPLACEMENT)
        ? Optional.of("has a name that is not UTF-8: pack it under another one")
        : Optional.empty();
  }

  /** Returns a name without the parts that say nothing: it is relative then. */
  static String clean(String name) {
    return parts(name).stream().collect(Collectors.joining("/"));
  }

  /**
   * Returns a name of which each letter stands for a byte, and the bytes for UTF-8.
   *
   * @param mayBeDecoded whether it may be one that is as it should be
   */
  static String decoded(String letters, boolean mayBeDecoded) {
    if (letters.chars().anyMatch(letter -> letter > 0xff)) {
      return letters;
    }
    byte[] bytes = letters.getBytes(StandardCharsets.ISO_8859_1);
    return mayBeDecoded && !isUtf8(bytes) ? letters : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Whether bytes are a text in UTF-8. */
  static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException other) {
      return false;
    }
  }

  private static List<String> parts(String name) {
    return Stream.of(name.split("/", -1))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .toList();
  }
}
