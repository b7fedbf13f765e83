package org.greedyinfomax.report.data;

import java.util.List;
import org.greedyinfomax.Check;

/** What the filters of the first convolution look for. */
public sealed interface FirstLayer {

  /**
   * Filters of pictures.
   *
   * @param rows of a filter, in pixels, at least 1
   * @param columns of a filter, in pixels, at least 1
   * @param channels 1 for grey, 3 for colour
   * @param filters weights of each, row by row, the channels of a pixel together
   */
  record Patches(int rows, int columns, int channels, List<List<Float>> filters)
      implements FirstLayer {

    /**
     * @throws IllegalArgumentException if a filter has another size, or there is none
     */
    public Patches {
      Check.argument(
          rows >= 1 && columns >= 1 && (channels == 1 || channels == 3),
          "filters of pictures need rows, columns and 1 or 3 channels, but have %d, %d and %d",
          rows,
          columns,
          channels);
      filters = FirstLayer.copy(filters, rows * columns * channels);
    }
  }

  /**
   * Filters of sounds.
   *
   * @param sampleRate of what they are laid on, in Hz, more than 0
   * @param filters weights of each, in the order of time
   */
  record Taps(int sampleRate, List<List<Float>> filters) implements FirstLayer {

    /**
     * @throws IllegalArgumentException if filters have different sizes, or there is none
     */
    public Taps {
      Check.argument(sampleRate > 0, "the sample rate must be more than 0, but is %d", sampleRate);
      filters = FirstLayer.copy(filters, filters.isEmpty() ? 0 : filters.get(0).size());
    }
  }

  private static List<List<Float>> copy(List<List<Float>> filters, int size) {
    Check.argument(!filters.isEmpty(), "a first layer needs filters, but has none");
    for (List<Float> filter : filters) {
      Check.argument(
          filter.size() == size && size > 0,
          "all filters must have %d weights, but one has %d",
          size,
          filter.size());
    }
    return filters.stream().map(List::copyOf).toList();
  }
}
