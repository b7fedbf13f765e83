package org.greedyinfomax.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.DamagedException;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.media.MediaType;

/** The formats of pictures that are decoded. */
public enum PictureFormat {
  /** One bit for each block of 8 x 8 at least, and some slack. */
  JPEG(MediaType.JPEG, 1 << 10),
  /** Deflate makes one byte of 1032 at most, and these may have eight pixels each. */
  PNG(MediaType.PNG, 1032 * 8),
  BMP(MediaType.BMP, PictureFormat.PLAUSIBLE),
  GIF(MediaType.GIF, PictureFormat.PLAUSIBLE),
  WEBP(MediaType.WEBP, PictureFormat.PLAUSIBLE),
  TIFF(MediaType.TIFF, PictureFormat.PLAUSIBLE);

  /** More than any picture has that is not of a single colour. */
  private static final int PLAUSIBLE = 1 << 16;

  private static final int BMP_SIZE = 2;

  private final MediaType type;
  private final int mostPixelsOfAByte;

  PictureFormat(MediaType type, int mostPixelsOfAByte) {
    this.type = type;
    this.mostPixelsOfAByte = mostPixelsOfAByte;
  }

  /** Returns the format of this type; none if files of the type are not decoded. */
  static Optional<PictureFormat> of(MediaType type) {
    return Arrays.stream(values()).filter(format -> format.type == type).findFirst();
  }

  /** Returns how many pixels a byte of a file stands for at most. */
  int mostPixelsOfAByte() {
    return mostPixelsOfAByte;
  }

  public MediaType type() {
    return type;
  }

  /** Returns what people call the format. */
  String title() {
    return type.title();
  }

  /** Returns how ImageIO names the format. */
  String imageIoName() {
    return Text.word(this);
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
