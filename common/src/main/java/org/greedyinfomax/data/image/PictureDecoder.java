package org.greedyinfomax.data.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.greedyinfomax.Background;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.DamagedException;
import org.greedyinfomax.data.FirstBytes;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.media.MediaType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the bytes of a JPEG, PNG, BMP, GIF, WebP or TIFF file into a {@link Picture}.
 *
 * <p>The content decides, not the file's name. Of several frames the first is taken. Palettes
 * become colour, samples of other than 8 bits are scaled to 8, transparent pixels are put on the
 * background, as is a GIF's first image on its canvas. Cyan, magenta, yellow and black become red,
 * green and blue as Pillow converts them. Colour profiles and orientations are left out of account,
 * as Pillow leaves them. Samples are not changed otherwise, so the same bytes give the same pixels.
 *
 * <p>Nothing is written to disk, and no display is needed.
 */
public final class PictureDecoder {

  /** What libjpeg says of the files of many telephones, without any harm to the picture. */
  private static final String HARMLESS = "Invalid SOS parameters for sequential JPEG";

  /** What libjpeg says where pixels are missing, for which it takes grey ones. */
  private static final String MISSING_PIXELS = "premature end of data segment";

  private static final String MISSING_END = "Missing EOI marker";

  private static final Logger LOG = LoggerFactory.getLogger(PictureDecoder.class);

  private final PictureReaders readers = new PictureReaders();
  private final long maxPixels;
  private final Background background;

  /**
   * Makes a decoder for many files, to be used in one thread.
   *
   * @param maxPixels how many pixels a picture may have; checked before any is decoded, at least 1
   * @param background what transparent pixels are put on
   */
  public PictureDecoder(long maxPixels, Background background) {
    Check.argument(maxPixels >= 1, "a picture must be allowed one pixel, but not %d", maxPixels);
    this.maxPixels = maxPixels;
    this.background = background;
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
      Set<Remark> remarks = EnumSet.noneOf(Remark.class);
      Optional<JpegSegments> jpeg =
          format == PictureFormat.JPEG ? Optional.of(JpegSegments.of(content)) : Optional.empty();
      byte[] plain = jpeg.isPresent() ? jpeg.get().plain() : format.plain(content, remarks);
      ImageReader reader = readers.open(format);
      try (PictureInput in = new PictureInput(plain, format)) {
        reader.setInput(in, true, true);
        Picture picture = decode(jpeg, reader, in, remarks, name);
        return (format == PictureFormat.GIF ? onCanvas(content, picture, remarks, name) : picture)
            .with(remarks);
      } finally {
        reader.dispose();
      }
    } catch (DamagedException damage) {
      throw new BadFileException(
          name, Text.format("is a %s file that %s", format.title(), damage.getMessage()));
    } catch (IOException | RuntimeException damage) { // readers throw either at damaged content
      LOG.debug("{} cannot be decoded", name, damage);
      throw new BadFileException(
          name, Text.format("is a truncated or damaged %s file%s", format.title(), reason(damage)));
    }
  }

  /** Returns what a reader says, unless it is words about Java alone. */
  private static String reason(Exception damage) {
    return damage instanceof IOException && damage.getMessage() != null
        ? ": " + damage.getMessage()
        : "";
  }

  private Picture decode(
      Optional<JpegSegments> jpeg,
      ImageReader reader,
      PictureInput in,
      Set<Remark> remarks,
      String name)
      throws IOException, BadFileException, DamagedException {
    requireSize(reader.getWidth(0), reader.getHeight(0), name);
    requireSize(reader.getTileWidth(0), reader.getTileHeight(0), name);
    in.allow(reader.getWidth(0), reader.getHeight(0));
    DecodingWatch watch = new DecodingWatch(reader, in);
    reader.addIIOReadProgressListener(watch);
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    if (jpeg.isPresent() && jpeg.get().isCmyk()) {
      remarks.add(Remark.FROM_CMYK);
      Picture picture = new CmykPixels(jpeg.get().isYcck()).read(reader.readRaster(0, null));
      if (watch.hasStopped()) {
        throw new IOException(in.overdue());
      }
      judge(warnings, jpeg, remarks);
      return picture;
    }
    ImageTypeSpecifier raw = reader.getRawImageType(0); // null if ImageIO has no name for it
    if (raw != null && raw.getColorModel().getNumColorComponents() > Picture.COLOUR) {
      throw new BadFileException(
          name, PicturePixels.wrongChannels(raw.getColorModel().getNumColorComponents()));
    }
    // Without a parameter, the JDK's reader of GIF leaves out all but the first pass of a picture.
    BufferedImage image = reader.read(0, reader.getDefaultReadParam());
    if (watch.hasStopped()) {
      throw new IOException(in.overdue());
    }
    judge(warnings, jpeg, remarks);
    PicturePixels pixels = new PicturePixels(image, background, name);
    Picture picture = pixels.read();
    if (pixels.isComposed()) {
      remarks.add(Remark.COMPOSED);
    }
    return picture;
  }

  /** Takes what libjpeg takes, but for missing pixels. */
  private static void judge(List<String> warnings, Optional<JpegSegments> jpeg, Set<Remark> remarks)
      throws DamagedException {
    warnings.removeIf(HARMLESS::equals);
    boolean isComplete =
        warnings.stream()
            .noneMatch(
                warning ->
                    warning.contains(MISSING_PIXELS)
                        || (jpeg.map(JpegSegments::hasSeveralScans).orElse(true)
                            && warning.contains(MISSING_END)));
    DamagedException.unless(
        isComplete && (warnings.isEmpty() || jpeg.isPresent()),
        "is damaged: " + String.join(", ", warnings));
    if (warnings.removeIf(warning -> warning.contains(MISSING_END))) {
      remarks.add(Remark.NO_END);
    }
    if (!warnings.isEmpty()) {
      remarks.add(Remark.WARNED_OF);
    }
  }

  /** Puts a GIF's first image on its canvas, as who shows it sees it. */
  private Picture onCanvas(byte[] content, Picture image, Set<Remark> remarks, String name)
      throws BadFileException, DamagedException {
    GifCanvas canvas = GifCanvas.of(content);
    if (canvas.isCoveredBy(image)) {
      return image;
    }
    requireSize(canvas.columns(), canvas.rows(), name);
    if (background == Background.REJECT) {
      throw new BadFileException(
          name,
          "has a first image that does not cover its canvas"
              + " (ingest.background = white or black puts it on one)");
    }
    remarks.add(Remark.COMPOSED);
    return canvas.around(image, PicturePixels.grey(background));
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
    return new BadFileException(
        name,
        Text.format("holds %s, which is none of JPEG, PNG, BMP, GIF, WebP and TIFF", type.title()));
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
