package org.greedyinfomax.data.ffmpeg;

import org.bytedeco.ffmpeg.global.avutil;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;

/**
 * From luma and two differences of colour to red, green and blue, in whole numbers: with {@code y}
 * luma beyond black and {@code u}, {@code v} the differences beyond grey, red is {@code luma y +
 * redV v}, green {@code luma y − greenU u − greenV v}, blue {@code luma y + blueU u}, each in parts
 * of 2⁻¹⁶ and rounded.
 *
 * @param black luma of black
 */
record ColourMatrix(int black, int luma, int redV, int greenU, int greenV, int blueU) {

  private static final double ONE = 1 << 16;
  private static final int HALF = 1 << 15;
  private static final int BITS = 16;

  /**
   * Returns that of a standard.
   *
   * @param space FFmpeg's number of it; BT.601's is taken where a file names none
   * @param isFull whether luma is 0 to 255, else 16 to 235
   * @throws BadFileException if it is not of this kind
   */
  static ColourMatrix of(int space, boolean isFull, String name) throws BadFileException {
    return switch (space) {
      case avutil.AVCOL_SPC_RGB,
          avutil.AVCOL_SPC_UNSPECIFIED,
          avutil.AVCOL_SPC_RESERVED,
          avutil.AVCOL_SPC_BT470BG,
          avutil.AVCOL_SPC_SMPTE170M ->
          of(0.299, 0.114, isFull);
      case avutil.AVCOL_SPC_BT709 -> of(0.2126, 0.0722, isFull);
      case avutil.AVCOL_SPC_FCC -> of(0.30, 0.11, isFull);
      case avutil.AVCOL_SPC_SMPTE240M -> of(0.212, 0.087, isFull);
      case avutil.AVCOL_SPC_BT2020_NCL -> of(0.2627, 0.0593, isFull);
      default ->
          throw new BadFileException(
              name,
              Text.format(
                  "has colours of the space %s, which cannot be converted: convert it to BT.709",
                  avutil.av_color_space_name(space).getString()));
    };
  }

  private static ColourMatrix of(double red, double blue, boolean isFull) {
    double green = 1 - red - blue;
    double scale = isFull ? ONE : ONE * 255 / 224;
    return new ColourMatrix(
        isFull ? 0 : 16,
        rounded(isFull ? ONE : ONE * 255 / 219),
        rounded(2 * (1 - red) * scale),
        rounded(2 * (1 - blue) * blue / green * scale),
        rounded(2 * (1 - red) * red / green * scale),
        rounded(2 * (1 - blue) * scale));
  }

  private static int rounded(double factor) {
    return (int) Math.round(factor);
  }

  /**
   * Converts a pixel.
   *
   * @param y luma; it and the others are 0 to 255
   * @param pixels takes red, green and blue
   * @param at place of red
   */
  void convert(int y, int blueness, int redness, byte[] pixels, int at) {
    int u = blueness - 128;
    int v = redness - 128;
    int grey = luma * (y - black) + HALF;
    pixels[at] = clipped(grey + redV * v);
    pixels[at + 1] = clipped(grey - greenU * u - greenV * v);
    pixels[at + 2] = clipped(grey + blueU * u);
  }

  private static byte clipped(int value) {
    return (byte) Math.max(0, Math.min(255, value >> BITS));
  }
}
