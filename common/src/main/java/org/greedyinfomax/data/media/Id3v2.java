package org.greedyinfomax.data.media;

/**
 * The tags with titles and cover pictures that programs put before MP3, and before FLAC and WAV,
 * too.
 *
 * @see <a href="https://id3.org/id3v2.4.0-structure">ID3 tag version 2.4.0, structure</a>
 */
public final class Id3v2 {

  /** Bytes of a tag's header, and of the footer that it may have. */
  private static final int HEADER = 10;

  private static final int FOOTER_FLAG = 0x10;

  private static final Signature ID3 = Signature.start("ID3");

  private Id3v2() {}

  /**
   * Returns how many bytes the tags take with which a file begins, one after another; 0 if there is
   * none.
   *
   * @param head the first bytes of the file: a tag is measured as far as its header is among them
   */
  public static long bytes(byte[] head) {
    long end = 0;
    while (end + HEADER <= head.length && isTag(head, (int) end)) {
      end += bytes(head, (int) end);
    }
    return end;
  }

  private static boolean isTag(byte[] head, int begin) {
    if (!ID3.matches(head, begin)) {
      return false;
    }
    int sizes = head[begin + 6] | head[begin + 7] | head[begin + 8] | head[begin + 9];
    boolean isVersion = head[begin + 3] >= 2 && head[begin + 3] <= 4 && head[begin + 4] != -1;
    return isVersion && sizes >= 0; // seven bits in each byte
  }

  private static long bytes(byte[] head, int begin) {
    long size =
        (long) head[begin + 6] << 21
            | head[begin + 7] << 14
            | head[begin + 8] << 7
            | head[begin + 9];
    boolean hasFooter = (head[begin + 5] & FOOTER_FLAG) != 0;
    return size + (hasFooter ? 2 * HEADER : HEADER);
  }
}
