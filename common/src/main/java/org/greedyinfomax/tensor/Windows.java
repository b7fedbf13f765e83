package org.greedyinfomax.tensor;

import org.greedyinfomax.Check;

/**
 * The windows through which a kernel sees images {@code [images, rows, columns, in]}.
 *
 * <p>A window is where one output is computed; windows are numbered image by image, row by row.
 * Beyond the edges lie zeros.
 *
 * @param images at least 1
 * @param rows of an image, at least 1
 * @param columns of an image, at least 1
 * @param in channels, at least 1
 * @param kernel that a window has the size of
 */
public record Windows(int images, int rows, int columns, int in, Kernel kernel) {

  public Windows {
    Check.argument(
        images >= 1 && rows >= 1 && columns >= 1 && in >= 1,
        "images must have positive lengths, but have shape [%d, %d, %d, %d]",
        images,
        rows,
        columns,
        in);
    int height = rows + kernel.above() + kernel.below();
    int width = columns + 2 * kernel.beside();
    Check.argument(
        kernel.rows() <= height && kernel.columns() <= width,
        "a kernel of %d x %d does not fit an image of %d x %d, with padding %d x %d",
        kernel.rows(),
        kernel.columns(),
        rows,
        columns,
        height,
        width);
  }

  /** Rows of windows in an image. */
  public int outputRows() {
    return (rows + kernel.above() + kernel.below() - kernel.rows()) / kernel.stride() + 1;
  }

  /** Windows in a row of them. */
  public int outputColumns() {
    return (columns + 2 * kernel.beside() - kernel.columns()) / kernel.stride() + 1;
  }

  /** Windows in all images. */
  public int count() {
    return Shapes.count((long) images * Shapes.count((long) outputRows() * outputColumns()));
  }

  /** Numbers in a window: {@code taps·in}. */
  public int length() {
    return kernel.taps() * in;
  }

  /** Returns whether every window is one position, in the order in which they lie in memory. */
  public boolean arePositions() {
    return kernel.equals(Kernel.square(1, 1, 0));
  }
}
