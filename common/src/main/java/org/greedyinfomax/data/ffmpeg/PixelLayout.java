package org.greedyinfomax.data.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;

/**
 * Where the samples of frames lie, of 8 bits each.
 *
 * @param format FFmpeg's number of the format
 * @param components in the order grey; red, green, blue; or luma and the two differences of colour;
 *     each with alpha behind it if there is
 * @param shiftX binary logarithm of how many columns share a difference of colour
 * @param shiftY the same of rows
 * @param isRgb whether they are red, green and blue
 * @param isPalette whether the only component is a number in a palette
 * @param isFull whether luma is 0 to 255, whatever else is said
 */
record PixelLayout(
    int format,
    List<Component> components,
    int shiftX,
    int shiftY,
    boolean isRgb,
    boolean isPalette,
    boolean isFull) {

  private static final int DEPTH = 8;

  PixelLayout {
    components = List.copyOf(components);
  }

  /**
   * Where the samples of one component lie.
   *
   * @param plane of the frame
   * @param step bytes from one to the next in a row
   * @param offset of the first one
   */
  record Component(int plane, int step, int offset) {}

  /** Returns that of a format of FFmpeg, if it is of 8 bits. */
  static PixelLayout of(int format, String name) throws BadFileException {
    AVPixFmtDescriptor descriptor = avutil.av_pix_fmt_desc_get(format);
    if (descriptor == null || descriptor.isNull()) {
      throw new BadFileException(name, "is damaged: its frames have a format that there is not");
    }
    String title = descriptor.name().getString();
    long flags = descriptor.flags();
    List<Component> components = new ArrayList<>();
    boolean isOfBytes =
        (flags & (avutil.AV_PIX_FMT_FLAG_HWACCEL | avutil.AV_PIX_FMT_FLAG_BAYER)) == 0;
    for (int i = 0; i < descriptor.nb_components(); i++) {
      AVComponentDescriptor component = descriptor.comp(i);
      isOfBytes &= component.depth() == DEPTH && component.shift() == 0;
      components.add(new Component(component.plane(), component.step(), component.offset()));
    }
    if (!isOfBytes) {
      throw new BadFileException(
          name,
          Text.format(
              "has frames in the format %s, but only those of 8 bits can be read: convert it to"
                  + " yuv420p",
              title));
    }
    return new PixelLayout(
        format,
        components,
        descriptor.log2_chroma_w(),
        descriptor.log2_chroma_h(),
        (flags & avutil.AV_PIX_FMT_FLAG_RGB) != 0,
        (flags & avutil.AV_PIX_FMT_FLAG_PAL) != 0,
        title.startsWith("yuvj"));
  }

  /** Whether there is nothing but grey, and maybe alpha. */
  boolean isGrey() {
    return !isPalette && components.size() <= 2;
  }

  /** Whether the last component is alpha. */
  boolean hasAlpha() {
    return components.size() == 2 || components.size() == 4;
  }

  /** How far to shift the number of a column to get that of the component's sample. */
  int shiftX(int component) {
    return isDifference(component) ? shiftX : 0;
  }

  /** How far to shift the number of a row to get that of the component's sample. */
  int shiftY(int component) {
    return isDifference(component) ? shiftY : 0;
  }

  private boolean isDifference(int component) {
    return !isRgb && (component == 1 || component == 2) && components.size() > 2;
  }

  /** Returns how many bytes of a row of a component's plane hold its samples. */
  int lineBytes(int component, int columns) {
    Component place = components.get(component);
    return ((columns - 1) >> shiftX(component)) * place.step() + place.offset() + 1;
  }
}
