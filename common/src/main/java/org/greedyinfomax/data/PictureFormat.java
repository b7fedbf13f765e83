package org.greedyinfomax.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.greedyinfomax.data.media.MediaType;

/** The formats of pictures that are decoded. */
enum PictureFormat {
  JPEG(MediaType.JPEG),
  PNG(MediaType.PNG),
  BMP(MediaType.BMP),
  GIF(MediaType.GIF),
  WEBP(MediaType.WEBP),
  TIFF(MediaType.TIFF);

  private final MediaType type;

  PictureFormat(MediaType type) {
    this.type = type;
  }

  /** Returns the format of this type; none if files of the type are not decoded. */
  static Optional<PictureFormat> of(MediaType type) {
    return Arrays.stream(values()).filter(format -> format.type == type).findFirst();
  }

  MediaType type() {
    return type;
  }

  /** Returns what people call the format. */
  String title() {
    return type.title();
  }

  /** Returns how ImageIO names the format. */
  String imageIoName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns content that ImageIO decodes as it stands: checked where ImageIO is lenient, and
   * without a colour profile, which some of its readers would apply and others not.
   *
   * @throws DamagedException if it breaks the format's rules
   */
  byte[] plain(byte[] content) throws DamagedException {
    return switch (this) {
      case JPEG -> JpegSegments.plain(content);
      case PNG -> PngChunks.plain(content);
      case WEBP -> WebpChunks.plain(content);
      case BMP, GIF, TIFF -> content;
    };
  }
}
