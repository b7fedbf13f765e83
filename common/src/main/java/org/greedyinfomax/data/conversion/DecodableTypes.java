package org.greedyinfomax.data.conversion;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.ExtraDecoder;
import org.greedyinfomax.data.image.PictureFormat;
import org.greedyinfomax.data.media.MediaGroup;
import org.greedyinfomax.data.media.MediaType;

/**
 * Which formats of files can be decoded into recordings, and which into pictures, or are videos.
 */
public final class DecodableTypes {

  private DecodableTypes() {}

  /** Returns the formats that become contents of a kind, in the order of their constants. */
  public static Set<MediaType> of(ContentKind kind) {
    return switch (kind) {
      case AUDIO -> {
        Set<MediaType> types =
            EnumSet.of(MediaType.WAV, MediaType.RF64, MediaType.W64, MediaType.FLAC);
        types.addAll(ExtraDecoder.present());
        yield types;
      }
      case IMAGES ->
          Arrays.stream(PictureFormat.values())
              .map(PictureFormat::type)
              .collect(Collectors.toCollection(() -> EnumSet.noneOf(MediaType.class)));
    };
  }

  /** Returns the formats of videos of which pictures can be taken in this process. */
  public static Set<MediaType> videos() {
    return ExtraDecoder.present().stream()
        .filter(type -> type.group() == MediaGroup.VIDEO)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(MediaType.class)));
  }

  /** Returns the names of these formats, for people, as in {@code WAV, FLAC}. */
  public static String titles(ContentKind kind) {
    return of(kind).stream().map(MediaType::title).collect(Collectors.joining(", "));
  }

  /**
   * Says why a file of another format does not become a content, as the end of a sentence that
   * begins with its name.
   */
  public static String refusal(ContentKind kind, MediaType type) {
    boolean isOfKind =
        switch (type.group()) {
          case AUDIO -> kind == ContentKind.AUDIO;
          case IMAGE -> kind == ContentKind.IMAGES;
          case VIDEO, ARCHIVE, TABLE, DOCUMENT -> false;
        };
    if (isMissing(kind, type)) {
      return refusalWithoutFfmpeg(type);
    }
    if (isOfKind) {
      return Text.format(
          "holds %s, which cannot be read: convert it to one of %s, or remove it",
          type.title(), titles(kind));
    }
    if (kind == ContentKind.IMAGES && type.group() == MediaGroup.VIDEO) {
      return Text.format(
          "is a video (%s), of which an ingest of files and archives takes pictures with"
              + " ingest.framesPerSecond above 0",
          type.title());
    }
    return Text.format(
        "is %s (%s) and not of the kind that is ingested, which is %s",
        type.group().text(), type.title(), Text.word(kind));
  }

  /** Says the same of what could be decoded if libraries were there that are not. */
  public static String refusalWithoutFfmpeg(MediaType type) {
    return Text.format(
        "holds %s, which cannot be read without FFmpeg: %s",
        type.title(), ExtraDecoder.installed().remedy());
  }

  /** Whether a format could be decoded if libraries were there that are not. */
  public static boolean isMissing(ContentKind kind, MediaType type) {
    return kind == ContentKind.AUDIO && ExtraDecoder.isMissingFor(type);
  }
}
