package org.greedyinfomax.data.ffmpeg;

import java.util.EnumSet;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.greedyinfomax.Background;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.Remark;

/**
 * From the frames of a video to pictures, in whole numbers, so that every processor gives the same.
 * Colours of less resolution are repeated, not interpolated. For one video.
 */
final class FramePixels {

  private static final int MOST_COMPONENTS = 4;
  private static final int NO_FORMAT = -1;
  private static final int OPAQUE = 255;

  private final long maxPixels;
  private final Background background;
  private final String name;
  private final byte[][] lines = new byte[MOST_COMPONENTS][0];
  private PixelLayout layout;
  private ColourMatrix colours;
  private int format = NO_FORMAT;
  private int space;
  private boolean isFull;

  /**
   * Makes a converter.
   *
   * @param maxPixels how many pixels a frame may have
   * @param background what transparent pixels are put on
   */
  FramePixels(long maxPixels, Background background, String name) {
    this.maxPixels = maxPixels;
    this.background = background;
    this.name = name;
  }

  /** Returns how many pixels a frame may have. */
  long maxPixels() {
    return maxPixels;
  }

  /** Checks a size, before or after frames are decoded. */
  void requireSize(int columns, int rows) throws BadFileException {
    if ((long) columns * rows > maxPixels) {
      throw new BadFileException(
          name,
          Text.format(
              "is too large: it has frames of %d x %d pixels, but only %d are allowed"
                  + " (ingest.maxPixels)",
              columns, rows, maxPixels));
    }
  }

  /** Checks that a frame can be converted. */
  void require(AVFrame frame) throws BadFileException {
    requireSize(frame.width(), frame.height());
    if (format != frame.format()) {
      layout = PixelLayout.of(frame.format(), name);
      format = NO_FORMAT;
    }
    boolean full = layout.isFull() || frame.color_range() == avutil.AVCOL_RANGE_JPEG;
    if (format == NO_FORMAT || space != frame.colorspace() || isFull != full) {
      boolean hasColours = !layout.isRgb() && !layout.isGrey() && !layout.isPalette();
      colours =
          ColourMatrix.of(
              hasColours ? frame.colorspace() : avutil.AVCOL_SPC_UNSPECIFIED, full, name);
      format = frame.format();
      space = frame.colorspace();
      isFull = full;
    }
  }

  /** Converts a frame for which {@link #require} was asked last. */
  Picture read(AVFrame frame) throws BadFileException {
    int rows = frame.height();
    int columns = frame.width();
    int channels = layout.isGrey() ? Picture.GREY : Picture.COLOUR;
    byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(rows, columns), channels)];
    BytePointer[] planes = planes(frame);
    int[] palette = palette(frame);
    boolean isComposed = false;
    for (int row = 0; row < rows; row++) {
      readLines(frame, planes, row, columns);
      int at = row * columns * channels;
      for (int column = 0; column < columns; column++, at += channels) {
        int alpha = convert(column, palette, pixels, at);
        if (alpha != OPAQUE) {
          compose(pixels, at, channels, alpha, row, column);
          isComposed = true;
        }
      }
    }
    Set<Remark> remarks = isComposed ? EnumSet.of(Remark.COMPOSED) : EnumSet.noneOf(Remark.class);
    return new Picture(rows, columns, channels, pixels).with(remarks);
  }

  private BytePointer[] planes(AVFrame frame) {
    BytePointer[] planes = new BytePointer[layout.components().size()];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = frame.data(layout.components().get(i).plane());
    }
    return planes;
  }

  private int[] palette(AVFrame frame) {
    int[] colours = new int[layout.isPalette() ? 256 : 0];
    if (layout.isPalette()) {
      new IntPointer(frame.data(1)).get(colours);
    }
    return colours;
  }

  /** Copies the bytes of a row, for each component. */
  private void readLines(AVFrame frame, BytePointer[] planes, int row, int columns) {
    for (int i = 0; i < planes.length; i++) {
      int bytes = layout.lineBytes(i, columns);
      if (lines[i].length < bytes) {
        lines[i] = new byte[bytes];
      }
      long stride = frame.linesize(layout.components().get(i).plane());
      planes[i].position((row >> layout.shiftY(i)) * stride).get(lines[i], 0, bytes);
    }
  }

  /** Converts a pixel and returns its alpha. */
  private int convert(int column, int[] palette, byte[] pixels, int at) {
    if (layout.isPalette()) {
      int colour = palette[sample(0, column)];
      pixels[at] = (byte) (colour >> 16);
      pixels[at + 1] = (byte) (colour >> 8);
      pixels[at + 2] = (byte) colour;
      return colour >>> 24;
    }
    if (layout.isGrey()) {
      pixels[at] = (byte) sample(0, column);
    } else if (layout.isRgb()) {
      for (int i = 0; i < Picture.COLOUR; i++) {
        pixels[at + i] = (byte) sample(i, column);
      }
    } else {
      colours.convert(sample(0, column), sample(1, column), sample(2, column), pixels, at);
    }
    return layout.hasAlpha() ? sample(layout.components().size() - 1, column) : OPAQUE;
  }

  private int sample(int component, int column) {
    PixelLayout.Component place = layout.components().get(component);
    int at = (column >> layout.shiftX(component)) * place.step() + place.offset();
    return Byte.toUnsignedInt(lines[component][at]);
  }

  /** Puts a pixel on the background, as one of a picture is. */
  private void compose(byte[] pixels, int at, int channels, int alpha, int row, int column)
      throws BadFileException {
    if (background == Background.REJECT) {
      throw new BadFileException(
          name,
          Text.format(
              "has transparent pixels, such as the one in row %d and column %d of a frame"
                  + " (ingest.background = white or black puts them on one)",
              row, column));
    }
    int behind = background == Background.WHITE ? 255 : 0;
    for (int i = at; i < at + channels; i++) {
      int sum = alpha * Byte.toUnsignedInt(pixels[i]) + (OPAQUE - alpha) * behind;
      pixels[i] = (byte) ((2 * sum + OPAQUE) / (2 * OPAQUE));
    }
  }
}
