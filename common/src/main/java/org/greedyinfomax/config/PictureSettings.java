package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.Background;
import org.greedyinfomax.Check;

/**
 * Settings for storing pictures; recordings do not need them.
 *
 * @param channels 1 for grey, 3 for colour
 * @param minSize pictures with fewer rows or columns are bad, at least 1
 * @param size rows and columns of all pictures, or 0 if each keeps its own
 * @param maxPixels pictures with more pixels are bad, at least 1
 * @param background what transparent pixels are put on
 * @param framesPerSecond pictures that are taken of each second of a video, at most {@value
 *     #MOST_FRAMES_PER_SECOND}, or 0 if videos are left out
 */
public record PictureSettings(
    int channels,
    int minSize,
    int size,
    long maxPixels,
    Background background,
    double framesPerSecond)
    implements Serializable {

  private static final int MOST_FRAMES_PER_SECOND = 120;

  public PictureSettings {
    Check.argument(channels == 1 || channels == 3, "channels must be 1 or 3, but is %d", channels);
    Check.argument(minSize >= 1, "minSize must be at least 1, but is %d", minSize);
    Check.argument(size >= 0, "size must be 0 (as it is) or more, but is %d", size);
    Check.argument(maxPixels >= 1, "maxPixels must be at least 1, but is %d", maxPixels);
    Check.argument(
        framesPerSecond >= 0 && framesPerSecond <= MOST_FRAMES_PER_SECOND,
        "framesPerSecond must lie in [0, %d], but is %s",
        MOST_FRAMES_PER_SECOND,
        framesPerSecond);
  }
}
