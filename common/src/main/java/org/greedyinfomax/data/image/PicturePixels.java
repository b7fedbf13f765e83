package org.greedyinfomax.data.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import org.greedyinfomax.Background;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Picture;

/**
 * From an image of ImageIO to a picture: its samples as they are, without any change of colour
 * space, scaled to 8 bits.
 */
final class PicturePixels {

  private final BufferedImage image;
  private final Background background;
  private final String name;
  private boolean isComposed;

  PicturePixels(BufferedImage image, Background background, String name) {
    this.image = image;
    this.background = background;
    this.name = name;
  }

  /** Returns the grey of a background, unsigned. */
  static byte grey(Background background) {
    return (byte) (background == Background.WHITE ? 255 : 0);
  }

  /** Whether the picture that was read had transparent pixels. */
  boolean isComposed() {
    return isComposed;
  }

  /**
   * Returns the picture: in grey if the image has one channel, else in colour.
   *
   * @throws BadFileException if it has other channels, other numbers than whole ones, or
   *     transparent pixels where none may be
   */
  Picture read() throws BadFileException {
    return image.getColorModel() instanceof IndexColorModel palette
        ? ofPalette(palette)
        : ofSamples(image.getColorModel());
  }

  /** What is wrong with a picture of so many channels. */
  static String wrongChannels(int channels) {
    return Text.format(
        "has %d channels: only grey (1), red, green and blue (3) and, of JPEG, four inks can be used",
        channels);
  }

  private Picture ofPalette(IndexColorModel palette) throws BadFileException {
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    int rows = image.getHeight();
    int columns = image.getWidth();
    byte[] pixels = new byte[Math.multiplyExact(rows * columns, Picture.COLOUR)];
    int[] line = new int[columns];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      image.getRaster().getPixels(0, row, columns, 1, line);
      for (int column = 0; column < columns; column++) {
        int colour = colours[line[column]];
        pixels[at++] = (byte) (colour >> 16);
        pixels[at++] = (byte) (colour >> 8);
        pixels[at++] = (byte) colour;
        if (colour >>> 24 != 255) {
          compose(pixels, at - Picture.COLOUR, at, (colour >>> 24) / 255.0, row, column);
        }
      }
    }
    return new Picture(rows, columns, Picture.COLOUR, pixels);
  }

  private Picture ofSamples(ColorModel model) throws BadFileException {
    Raster raster = image.getRaster();
    int channels = channels(model);
    int bands = raster.getNumBands();
    int[] highest = highest(model, bands);
    int rows = image.getHeight();
    int columns = image.getWidth();
    byte[] pixels = new byte[Math.multiplyExact(rows * columns, channels)];
    int[] line = new int[Math.multiplyExact(columns, bands)];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      raster.getPixels(0, row, columns, 1, line);
      for (int column = 0; column < columns; column++) {
        for (int band = 0; band < bands; band++) {
          int sample = line[column * bands + band];
          if (band < channels) {
            pixels[at++] = (byte) ((sample * 255 + highest[band] / 2) / highest[band]);
          } else if (sample != highest[band]) {
            double alpha = (double) sample / highest[band];
            compose(pixels, at - channels, at, alpha, row, column);
          }
        }
      }
    }
    return new Picture(rows, columns, channels, pixels);
  }

  private int channels(ColorModel model) throws BadFileException {
    int channels = model.getNumColorComponents();
    int space = model.getColorSpace().getType();
    boolean isUsual =
        (channels == Picture.GREY && space == ColorSpace.TYPE_GRAY)
            || (channels == Picture.COLOUR && space == ColorSpace.TYPE_RGB);
    if (!isUsual) {
      throw new BadFileException(name, wrongChannels(channels));
    }
    return channels;
  }

  /** The largest value of each band: samples are of 1 to 16 bits. */
  private int[] highest(ColorModel model, int bands) throws BadFileException {
    int[] highest = new int[bands];
    int type = image.getRaster().getSampleModel().getDataType();
    for (int band = 0; band < bands; band++) {
      int bits = model.getComponentSize(band);
      if (bits > 16 || type == DataBuffer.TYPE_SHORT || type == DataBuffer.TYPE_FLOAT) {
        throw new BadFileException(
            name,
            "has samples that are not whole numbers of 1 to 16 bits without sign: convert it");
      }
      highest[band] = (1 << bits) - 1;
    }
    return highest;
  }

  /** Puts the samples of a pixel on the background. */
  private void compose(byte[] pixels, int from, int to, double alpha, int row, int column)
      throws BadFileException {
    if (background == Background.REJECT) {
      throw new BadFileException(
          name,
          Text.format(
              "has transparent pixels, such as the one in row %d and column %d"
                  + " (ingest.background = white or black puts them on one)",
              row, column));
    }
    isComposed = true;
    int behind = Byte.toUnsignedInt(grey(background));
    for (int i = from; i < to; i++) {
      pixels[i] = (byte) Math.round(alpha * Byte.toUnsignedInt(pixels[i]) + (1 - alpha) * behind);
    }
  }
}
