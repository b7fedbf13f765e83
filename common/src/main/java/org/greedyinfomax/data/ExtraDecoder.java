package org.greedyinfomax.data;

import java.io.IOException;
import java.util.EnumSet;
import java.util.ServiceLoader;
import java.util.Set;
import org.greedyinfomax.Background;
import org.greedyinfomax.data.media.MediaType;

/** Decoders of recordings and videos whose libraries need not be there. */
public interface ExtraDecoder {

  /** Returns the formats that it is for: of recordings, and of videos, which may have sound. */
  Set<MediaType> types();

  /** Whether its libraries are there, for this process. */
  boolean isPresent();

  /** Says how to get them, as the end of a sentence that begins "To read them, ". */
  String remedy();

  /**
   * Opens a file.
   *
   * @param in the file, which whoever has opened it closes
   * @param type one of {@link #types}
   * @param name what to call it in errors
   * @throws BadFileException if the content cannot be decoded, as far as its begin tells
   * @throws IOException if the thread is interrupted, or the source as a whole cannot be read
   */
  AudioStream open(MediaInput in, MediaType type, String name) throws IOException, BadFileException;

  /**
   * Opens the pictures of a video.
   *
   * @param in the file, which whoever has opened it closes
   * @param type one of {@link #types}
   * @param maxPixels how many pixels a frame may have
   * @param background what transparent pixels are put on
   * @param name what to call it in errors
   * @throws BadFileException if the content cannot be decoded, as far as its begin tells
   * @throws IOException if the thread is interrupted, or the source as a whole cannot be read
   */
  VideoStream openVideo(
      MediaInput in, MediaType type, long maxPixels, Background background, String name)
      throws IOException, BadFileException;

  /** Looked for once. */
  final class Installed {

    private static final ExtraDecoder ONE =
        ServiceLoader.load(ExtraDecoder.class, ExtraDecoder.class.getClassLoader())
            .findFirst()
            .orElseThrow(); // it is in the same jar

    private Installed() {}
  }

  /** Returns the one that there is. */
  static ExtraDecoder installed() {
    return Installed.ONE;
  }

  /** Returns the formats that can be decoded in this process. */
  static Set<MediaType> present() {
    ExtraDecoder decoder = installed();
    return decoder.isPresent() ? decoder.types() : EnumSet.noneOf(MediaType.class);
  }

  /** Whether a format could be decoded if the libraries were there. */
  static boolean isMissingFor(MediaType type) {
    ExtraDecoder decoder = installed();
    return !decoder.isPresent() && decoder.types().contains(type);
  }
}
