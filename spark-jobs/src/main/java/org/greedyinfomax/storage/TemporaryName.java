package org.greedyinfomax.storage;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greedyinfomax.Sha256;

/**
 * The name of a file before it gets its own: {@code .NAME.DIGITS.tmp}. Of its 32 hexadecimal digits
 * the first half cannot be foreseen, and the second is the beginning of the content's SHA-256, by
 * which a file that was not finished is told from one that was not renamed.
 */
final class TemporaryName {

  private static final Pattern PATTERN = Pattern.compile("\\.(.+?)(?:\\.([0-9a-f]{32}))?\\.tmp");
  private static final int HALF = 16;

  private TemporaryName() {}

  /** A new name for a file of this content. */
  static String of(String name, byte[] content) {
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, HALF);
    return "." + name + "." + random + beginning(content) + ".tmp";
  }

  private static String beginning(byte[] content) {
    return Sha256.hex(content).substring(0, HALF);
  }

  /** The name that the file was to get; empty for a name that is not of a temporary file. */
  static Optional<String> target(String name) {
    Matcher matcher = PATTERN.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Whether a file of this temporary name was finished, by its content. */
  static boolean isFinished(String name, byte[] content) {
    return name.endsWith(beginning(content) + ".tmp");
  }
}
