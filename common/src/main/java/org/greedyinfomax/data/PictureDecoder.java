package org.greedyinfomax.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.media.MediaType;

/**
 * Turns the bytes of a JPEG, PNG, BMP, GIF, WebP or TIFF file into a {@link Picture}.
 *
 * <p>The content decides, not the file's name. Of several frames the first is taken. Palettes
 * become colour, samples of other than 8 bits are scaled to 8, an alpha channel must be opaque
 * everywhere and is dropped. Colour profiles and orientations are left out of account, as Pillow
 * leaves them. Samples are not changed otherwise, so the same bytes give the same pixels.
 *
 * <p>Nothing is written to disk, and no display is needed.
 */
public final class PictureDecoder {

  /** What libjpeg says of the files of many telephones, without any harm to the picture. */
  private static final String HARMLESS = "Invalid SOS parameters for sequential JPEG";

  private final PictureReaders readers = new PictureReaders();
  private final long maxPixels;

  /**
   * Makes a decoder for many files, to be used in one thread.
   *
   * @param maxPixels how many pixels a picture may have; checked before any is decoded, at least 1
   */
  public PictureDecoder(long maxPixels) {
    Check.argument(maxPixels >= 1, "a picture must be allowed one pixel, but not %d", maxPixels);
    this.maxPixels = maxPixels;
  }

  /**
   * Decodes one file.
   *
   * @param content the whole file
   * @param name what to call it in errors
   * @throws BadFileException if the content is empty, damaged, truncated, too large or of another
   *     kind
   */
  public Picture decode(byte[] content, String name) throws BadFileException {
    if (content.length == 0) {
      throw new BadFileException(name, "is empty: it has 0 bytes");
    }
    MediaType type = MediaType.of(content).orElseThrow(() -> unknown(content, name));
    PictureFormat format = PictureFormat.of(type).orElseThrow(() -> refusal(type, name));
    try {
      byte[] plain = format.plain(content);
      ImageReader reader = readers.open(format);
      try (PictureInput in = new PictureInput(plain)) {
        reader.setInput(in, true, true);
        return decode(reader, in, name);
      } finally {
        reader.dispose();
      }
    } catch (DamagedException damage) {
      throw new BadFileException(
          name, Text.format("is a %s file that %s", format.title(), damage.getMessage()));
    } catch (IOException | RuntimeException damage) { // readers throw either at damaged content
      throw new BadFileException(
          name, Text.format("is a truncated or damaged %s file: %s", format.title(), damage));
    }
  }

  private Picture decode(ImageReader reader, PictureInput in, String name)
      throws IOException, BadFileException, DamagedException {
    requireSize(reader.getWidth(0), reader.getHeight(0), name);
    requireSize(reader.getTileWidth(0), reader.getTileHeight(0), name);
    in.allow((long) reader.getWidth(0) * reader.getHeight(0));
    ImageTypeSpecifier raw = reader.getRawImageType(0); // null if ImageIO has no name for it
    if (raw != null && raw.getColorModel().getNumColorComponents() > Picture.COLOUR) {
      throw new BadFileException(
          name, PicturePixels.wrongChannels(raw.getColorModel().getNumColorComponents()));
    }
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    // Without a parameter, the JDK's reader of GIF leaves out all but the first pass of a picture.
    BufferedImage image = reader.read(0, reader.getDefaultReadParam());
    warnings.removeIf(HARMLESS::equals);
    DamagedException.unless(warnings.isEmpty(), "is damaged: " + String.join(", ", warnings));
    return new PicturePixels(image, name).read();
  }

  private void requireSize(long columns, long rows, String name) throws BadFileException {
    if (columns * rows > maxPixels) {
      throw new BadFileException(
          name,
          Text.format(
              "is too large: it has %d x %d pixels, but only %d are allowed (ingest.maxPixels)",
              columns, rows, maxPixels));
    }
  }

  private static BadFileException refusal(MediaType type, String name) {
    return new BadFileException(name, DecodableTypes.refusal(ContentKind.IMAGES, type));
  }

  private static BadFileException unknown(byte[] content, String name) {
    return new BadFileException(
        name,
        "is no picture that can be read: it is none of JPEG, PNG, BMP, GIF, WebP and TIFF (its first"
            + " bytes are "
            + FirstBytes.of(content)
            + "); convert or remove it");
  }
}
