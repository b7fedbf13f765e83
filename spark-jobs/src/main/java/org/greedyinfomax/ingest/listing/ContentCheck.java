package org.greedyinfomax.ingest.listing;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.data.ExtraDecoder;
import org.greedyinfomax.data.conversion.DecodableTypes;
import org.greedyinfomax.data.media.MediaGroup;
import org.greedyinfomax.data.media.MediaType;

/**
 * Which files a corpus takes. The content decides; only where it tells nothing does the name: a
 * file that is named like a recording or picture is read, and rejected for what is wrong with it.
 *
 * @param kind of the corpus
 * @param takesVideos whether pictures are taken of videos
 */
public record ContentCheck(ContentKind kind, boolean takesVideos) implements Serializable {

  /** What an ingest takes. */
  public static ContentCheck of(IngestSettings settings) {
    return new ContentCheck(settings.kind(), settings.takesVideos());
  }

  /** What is taken as it is: recordings, or pictures. */
  public static ContentCheck withoutVideos(ContentKind kind) {
    return new ContentCheck(kind, false);
  }

  /** Whether a format is that of videos that pictures are taken of. */
  public boolean isVideo(MediaType type) {
    return takesVideos && DecodableTypes.videos().contains(type);
  }

  private Set<MediaType> types() {
    Set<MediaType> types = EnumSet.copyOf(DecodableTypes.of(kind));
    if (takesVideos) {
      types.addAll(DecodableTypes.videos());
    }
    return types;
  }

  /** Returns the names of the formats that are taken, for people. */
  String titles() {
    return types().stream().map(MediaType::title).collect(Collectors.joining(", "));
  }

  /** Whether a file is named like what can be decoded. */
  boolean isNamedLikeContent(String path) {
    return types().stream().anyMatch(type -> type.hasExtension(path));
  }

  private boolean isMissing(MediaType type) {
    boolean isWantedVideo = takesVideos && type.group() == MediaGroup.VIDEO;
    return DecodableTypes.isMissing(kind, type)
        || (isWantedVideo && ExtraDecoder.isMissingFor(type));
  }

  private LeftOutFile.Remedy remedy(MediaType type) {
    if (isMissing(type)) {
      return LeftOutFile.Remedy.FFMPEG;
    }
    return kind == ContentKind.IMAGES && type.group() == MediaGroup.VIDEO
        ? LeftOutFile.Remedy.FRAME_RATE
        : LeftOutFile.Remedy.NONE;
  }

  /**
   * Checks that a file is meant.
   *
   * @param type what its first bytes tell
   * @throws LeftOutException if it is not
   */
  public void require(SourceFile file, Optional<MediaType> type) throws LeftOutException {
    String path = file.relativePath();
    if (type.isPresent() && !types().contains(type.get())) {
      MediaType other = type.get();
      throw new LeftOutException(
          new LeftOutFile(
              path,
              other.hasExtension(path) ? LeftOutFile.kindOf(path) : other.title(),
              isMissing(other)
                  ? DecodableTypes.refusalWithoutFfmpeg(other)
                  : DecodableTypes.refusal(kind, other),
              remedy(other)));
    }
    if (type.isEmpty() && !isNamedLikeContent(path)) {
      throw new LeftOutException(
          new LeftOutFile(
              path,
              LeftOutFile.kindOf(path),
              file.bytes() == 0
                  ? "is empty"
                  : Text.format(
                      "begins like none of the formats that can be read, which are %s", titles())));
    }
  }
}
