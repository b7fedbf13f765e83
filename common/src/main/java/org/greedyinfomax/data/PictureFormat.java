package org.greedyinfomax.data;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that hold a picture, told by their first bytes. */
enum PictureFormat {
  JPEG("JPEG"),
  PNG("PNG"),
  BMP("BMP"),
  GIF("GIF"),
  WEBP("WebP"),
  TIFF("TIFF");

  private static final int LONGEST_SIGNATURE = 12;

  private final String title;

  PictureFormat(String title) {
    this.title = title;
  }

  static Optional<PictureFormat> of(byte[] content) {
    String start =
        new String(
            content, 0, Math.min(LONGEST_SIGNATURE, content.length), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (start.startsWith("BM")) {
      return Optional.of(BMP);
    }
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      return Optional.of(GIF);
    }
    if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
      return Optional.of(WEBP);
    }
    if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
      return Optional.of(TIFF);
    }
    return Optional.empty();
  }

  /** Returns what people call the format. */
  String title() {
    return title;
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
