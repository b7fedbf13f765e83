package org.greedyinfomax.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.greedyinfomax.data.media.MediaType;

/** The formats of pictures that are decoded. */
enum PictureFormat {
  JPEG(MediaType.JPEG),
  PNG(MediaType.PNG),
  BMP(MediaType.BMP),
  GIF(MediaType.GIF),
  WEBP(MediaType.WEBP),
  TIFF(MediaType.TIFF);

  private static final int BMP_SIZE = 2;

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
   * Returns content that ImageIO decodes as it stands: checked where ImageIO is lenient, mended
   * where it is stricter than others, and without a colour profile, which some of its readers would
   * apply and others not. Of JPEG see {@link JpegSegments}.
   *
   * @param remarks receives what was mended
   * @throws DamagedException if it breaks the format's rules
   */
  byte[] plain(byte[] content, Set<Remark> remarks) throws DamagedException {
    return switch (this) {
      case PNG -> PngChunks.plain(content, remarks);
      case WEBP -> WebpChunks.plain(content);
      case BMP -> withSize(content);
      case JPEG, GIF, TIFF -> content;
    };
  }

  /** Returns a BMP file whose header tells its size, which some programs leave at 0. */
  private static byte[] withSize(byte[] content) {
    if (content.length < BMP_SIZE + Integer.BYTES) {
      return content;
    }
    ByteBuffer sized = ByteBuffer.wrap(content.clone()).order(ByteOrder.LITTLE_ENDIAN);
    if (sized.getInt(BMP_SIZE) == 0) {
      sized.putInt(BMP_SIZE, content.length);
    }
    return sized.array();
  }
}
