package org.greedyinfomax.ingest.listing;

import java.util.Optional;
import org.greedyinfomax.Text;

/** How large a member of an archive may be: it is held in memory as a whole. */
final class MemberSize {

  /** So much a member of a compressed archive may unpack to: a few bytes can claim any size. */
  private static final int MOST_UNPACKED = 1 << 30;

  private MemberSize() {}

  /** Returns how many bytes a member may have. */
  static int most(boolean isCompressed) {
    return isCompressed ? MOST_UNPACKED : SourceFile.MOST_BYTES;
  }

  /**
   * Says what is wrong with a member's size, as the end of a sentence that begins with its name.
   *
   * @param bytes as its archive says
   * @param isCompressed whether the archive is
   */
  static Optional<String> problem(long bytes, boolean isCompressed) {
    return bytes <= most(isCompressed)
        ? Optional.empty()
        : Optional.of(
            Text.format(
                "is too large: it has %d bytes, but a member of %s archive may have at most %d GiB;"
                    + " split it",
                bytes, isCompressed ? "a compressed" : "an", isCompressed ? 1 : 2));
  }
}
