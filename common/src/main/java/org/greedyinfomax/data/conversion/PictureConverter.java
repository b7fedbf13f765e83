package org.greedyinfomax.data.conversion;

import java.io.IOException;
import java.util.Optional;
import org.greedyinfomax.Background;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ExtraDecoder;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.image.PictureDecoder;
import org.greedyinfomax.data.image.PictureScaling;
import org.greedyinfomax.data.media.MediaType;

/**
 * From the bytes of a file to the pixels that are stored: in the wanted channels, and in the wanted
 * size if there is one.
 *
 * <p>A picture that already has both passes bit for bit.
 */
public final class PictureConverter implements ContentConverter {

  /** The size that means: leave each picture as it is. */
  public static final int KEEP_SIZE = 0;

  private final PictureDecoder decoder;
  private final int channels;
  private final int minSize;
  private final int size;
  private final long maxPixels;
  private final Background background;
  private final FrameSampling sampling;

  /** Makes a converter of pictures alone. */
  public PictureConverter(
      int channels, int minSize, int size, long maxPixels, Background background) {
    this(channels, minSize, size, maxPixels, background, FrameSampling.NONE);
  }

  /**
   * Makes a converter.
   *
   * @param channels 1: colour is turned grey; 3: grey is repeated
   * @param minSize how many rows and columns a file must at least have, at least 1
   * @param size rows and columns of the square that is cut from the centre and scaled, or {@link
   *     #KEEP_SIZE}
   * @param maxPixels how many pixels a file may have, at least 1
   * @param background what transparent pixels are put on
   * @param sampling which frames of videos become pictures
   */
  public PictureConverter(
      int channels,
      int minSize,
      int size,
      long maxPixels,
      Background background,
      FrameSampling sampling) {
    Check.argument(
        channels == Picture.GREY || channels == Picture.COLOUR,
        "pictures can be stored in 1 or 3 channels, but not in %d",
        channels);
    Check.argument(minSize >= 1, "the least size must be at least 1, but is %d", minSize);
    Check.argument(size >= 0, "the size must be 0 (keep) or more, but is %d", size);
    this.decoder = new PictureDecoder(maxPixels, background);
    this.channels = channels;
    this.minSize = minSize;
    this.size = size;
    this.maxPixels = maxPixels;
    this.background = background;
    this.sampling = sampling;
  }

  /**
   * Converts one file.
   *
   * @param in the file, which whoever has opened it closes
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, or is too small
   */
  @Override
  public Picture convert(MediaInput in, String name) throws IOException, BadFileException {
    return convert(in.readAll(name), name);
  }

  /**
   * Converts one file.
   *
   * @param content the whole file
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, or is too small
   */
  @Override
  public Picture convert(byte[] content, String name) throws BadFileException {
    Optional<MediaType> type = MediaType.of(content);
    if (type.isPresent() && !DecodableTypes.of(ContentKind.IMAGES).contains(type.get())) {
      throw new BadFileException(name, DecodableTypes.refusal(ContentKind.IMAGES, type.get()));
    }
    return convert(decoder.decode(content, name), name);
  }

  /**
   * Converts frames of a video. Nothing is handed on of one that cannot be used.
   *
   * @param in the file, which whoever has opened it closes
   * @param type of the video, of those that {@link ExtraDecoder#present} has
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, is too long, or its frames are too small or
   *     too large
   * @throws IOException if the source or the sink fails
   */
  public VideoSummary convert(MediaInput in, MediaType type, String name, FrameSink sink)
      throws IOException, BadFileException {
    return new VideoConverter(this, sampling)
        .convert(
            () -> ExtraDecoder.installed().openVideo(in, type, maxPixels, background, name),
            name,
            sink);
  }

  /**
   * Converts a picture that is decoded already.
   *
   * @param name what to call it in errors
   * @throws BadFileException if it is too small
   */
  public Picture convert(Picture picture, String name) throws BadFileException {
    if (Math.min(picture.rows(), picture.columns()) < minSize) {
      throw new BadFileException(
          name,
          Text.format(
              "is too small: it has %d x %d pixels, but at least %d x %d are needed (ingest.minSize)",
              picture.columns(), picture.rows(), minSize, minSize));
    }
    Picture wanted = channels == Picture.GREY ? picture.grey() : picture.inColour();
    Picture sized = size == KEEP_SIZE ? wanted : PictureScaling.square(wanted, size);
    return sized.with(picture.remarks());
  }
}
