package org.greedyinfomax.ingest.survey;

import java.io.Serializable;
import java.util.Comparator;
import org.greedyinfomax.Text;

/**
 * What contents are told apart by.
 *
 * @param title of the format of their files
 * @param sampleRate of recordings in Hz; 0 for pictures
 * @param channels of recordings; 0 for pictures
 */
public record InputFormat(String title, int sampleRate, int channels)
    implements Serializable, Comparable<InputFormat> {

  private static final Comparator<InputFormat> ORDER =
      Comparator.comparing(InputFormat::title)
          .thenComparing(InputFormat::sampleRate)
          .thenComparing(InputFormat::channels);

  /** Pictures of a format. */
  public static InputFormat ofPictures(String title) {
    return new InputFormat(title, 0, 0);
  }

  /** Whether these are pictures. */
  public boolean isOfPictures() {
    return sampleRate == 0;
  }

  @Override
  public int compareTo(InputFormat other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    if (isOfPictures()) {
      return title;
    }
    return Text.format(
        "%s, %d Hz, %s",
        title,
        sampleRate,
        channels == 1 ? "mono" : channels == 2 ? "stereo" : channels + " channels");
  }
}
