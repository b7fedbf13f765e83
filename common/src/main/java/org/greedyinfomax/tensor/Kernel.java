package org.greedyinfomax.tensor;

import org.greedyinfomax.Check;

/**
 * The geometry of a convolution's kernel: a rectangle of positions, moved by {@code stride} rows
 * and columns over an image that is padded with zeros.
 *
 * @param rows of the rectangle, at least 1
 * @param columns of the rectangle, at least 1
 * @param stride at least 1
 * @param above rows of zeros above the image, at least 0
 * @param below rows of zeros below the image, at least 0
 * @param beside columns of zeros on either side of the image, at least 0
 */
public record Kernel(int rows, int columns, int stride, int above, int below, int beside) {

  public Kernel {
    Check.argument(
        rows >= 1 && columns >= 1, "kernel must be at least 1 x 1, but is %d x %d", rows, columns);
    Check.argument(stride >= 1, "stride must be at least 1, but is %d", stride);
    Check.argument(
        Math.min(above, Math.min(below, beside)) >= 0,
        "padding must be at least 0, but is %d above, %d below and %d beside",
        above,
        below,
        beside);
  }

  /** Returns a square with the same padding on all sides. */
  public static Kernel square(int size, int stride, int padding) {
    return new Kernel(size, size, stride, padding, padding, padding);
  }

  /** Positions that it sees at a time. */
  public int taps() {
    return rows * columns;
  }
}
