package org.greedyinfomax.ingest.listing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.greedyinfomax.data.media.Id3v2;
import org.greedyinfomax.data.media.MediaType;

/** Tells what is read from begin to end only, as members of archives are. */
final class ContentType {

  private ContentType() {}

  /**
   * Tells what something holds, from as few of its bytes as that takes.
   *
   * @param in it from its begin; it is not closed
   */
  static Optional<MediaType> of(InputStream in) throws IOException {
    byte[] head = in.readNBytes(MediaType.HEAD_BYTES);
    long tags = Id3v2.bytes(head);
    if (head.length < MediaType.HEAD_BYTES || tags <= MediaType.HEAD_BYTES / 2) {
      return MediaType.of(head);
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    if (tags < head.length) {
      content.write(head, (int) tags, head.length - (int) tags);
    } else {
      skip(in, tags - head.length);
    }
    content.writeBytes(in.readNBytes(MediaType.HEAD_BYTES));
    return Optional.of(MediaType.of(content.toByteArray()).orElse(MediaType.MP3));
  }

  private static void skip(InputStream in, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException end) {
      // nothing follows the tags
    }
  }
}
