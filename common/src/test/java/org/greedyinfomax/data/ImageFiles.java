package org.greedyinfomax.data;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Files of pictures for tests, as ImageIO writes them. */
public final class ImageFiles {

  private ImageFiles() {}

  /** A picture with edges, gradients and noise. */
  public static Picture picture(int rows, int columns) {
    Random random = new Random(rows * 31L + columns);
    byte[] pixels = new byte[rows * columns * 3];
    for (int i = 0; i < rows * columns; i++) {
      pixels[3 * i] = (byte) (i % columns * 255 / columns);
      pixels[3 * i + 1] = (byte) (i / columns * 255 / rows);
      pixels[3 * i + 2] = (byte) random.nextInt(256);
    }
    return new Picture(rows, columns, 3, pixels);
  }

  public static BufferedImage image(Picture picture, int type) {
    BufferedImage image = new BufferedImage(picture.columns(), picture.rows(), type);
    for (int row = 0; row < picture.rows(); row++) {
      for (int column = 0; column < picture.columns(); column++) {
        image.setRGB(column, row, colour(picture, row, column));
      }
    }
    return image;
  }

  private static int colour(Picture picture, int row, int column) {
    byte[] pixels = picture.inColour().pixels();
    int at = 3 * (row * picture.columns() + column);
    return 0xff000000
        | Byte.toUnsignedInt(pixels[at]) << 16
        | Byte.toUnsignedInt(pixels[at + 1]) << 8
        | Byte.toUnsignedInt(pixels[at + 2]);
  }

  public static byte[] file(String format, Picture picture) throws IOException {
    return file(format, image(picture, BufferedImage.TYPE_3BYTE_BGR));
  }

  public static byte[] file(String format, BufferedImage... frames) throws IOException {
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(frames[0]), format)
            .next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      if (frames.length == 1) {
        writer.write(frames[0]);
      } else {
        writer.prepareWriteSequence(null);
        for (BufferedImage frame : frames) {
          writer.writeToSequence(new IIOImage(frame, null, null), null);
        }
        writer.endWriteSequence();
      }
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A JPEG file of numbers that are not converted. */
  public static byte[] jpeg(Raster raster) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
