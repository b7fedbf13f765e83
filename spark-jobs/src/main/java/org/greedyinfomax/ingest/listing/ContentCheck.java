package org.greedyinfomax.ingest.listing;

import java.io.Serializable;
import java.util.Optional;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.conversion.DecodableTypes;
import org.greedyinfomax.data.media.MediaType;

/**
 * Which files a corpus takes. The content decides; only where it tells nothing does the name: a
 * file that is named like a recording or picture is read, and rejected for what is wrong with it.
 *
 * @param kind of the corpus
 */
public record ContentCheck(ContentKind kind) implements Serializable {

  /** Whether a file is named like what can be decoded. */
  boolean isNamedLikeContent(String path) {
    return DecodableTypes.of(kind).stream().anyMatch(type -> type.hasExtension(path));
  }

  /**
   * Checks that a file is meant.
   *
   * @param type what its first bytes tell
   * @throws LeftOutException if it is not
   */
  public void require(SourceFile file, Optional<MediaType> type) throws LeftOutException {
    String path = file.relativePath();
    if (type.isPresent() && !DecodableTypes.of(kind).contains(type.get())) {
      MediaType other = type.get();
      throw new LeftOutException(
          new LeftOutFile(
              path,
              other.hasExtension(path) ? LeftOutFile.kindOf(path) : other.title(),
              DecodableTypes.refusal(kind, other),
              DecodableTypes.isMissing(kind, other)));
    }
    if (type.isEmpty() && !isNamedLikeContent(path)) {
      throw new LeftOutException(
          new LeftOutFile(
              path,
              LeftOutFile.kindOf(path),
              file.bytes() == 0
                  ? "is empty"
                  : Text.format(
                      "begins like none of the formats that can be read, which are %s",
                      DecodableTypes.titles(kind))));
    }
  }
}
