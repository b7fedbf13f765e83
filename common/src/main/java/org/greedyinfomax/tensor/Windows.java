package org.greedyinfomax.tensor;

import org.greedyinfomax.Check;

/**
 * The square windows that a convolution's kernel sees of images {@code [images, rows, columns,
 * in]}: one every {@code stride} rows and columns, the first {@code padding} before the edge.
 *
 * <p>A window is where one output is computed; windows are numbered image by image, row by row.
 * Beyond the edges lie zeros.
 *
 * @param images at least 1
 * @param rows of an image, at least 1
 * @param columns of an image, at least 1
 * @param in channels, at least 1
 * @param kernel rows and columns of a window, at least 1
 * @param stride at least 1
 * @param padding rows and columns of zeros around an image, at least 0
 */
public record Windows(
    int images, int rows, int columns, int in, int kernel, int stride, int padding) {

  public Windows {
    Check.argument(
        images >= 1 && rows >= 1 && columns >= 1 && in >= 1,
        "images must have positive lengths, but have shape [%d, %d, %d, %d]",
        images,
        rows,
        columns,
        in);
    Check.argument(kernel >= 1, "kernel must be at least 1, but is %d", kernel);
    Check.argument(stride >= 1, "stride must be at least 1, but is %d", stride);
    Check.argument(padding >= 0, "padding must be at least 0, but is %d", padding);
    Check.argument(
        kernel <= Math.min(rows, columns) + 2 * padding,
        "a kernel of %d x %d does not fit an image of %d x %d with %d of padding",
        kernel,
        kernel,
        rows,
        columns,
        padding);
  }

  /** Rows of windows in an image. */
  public int outputRows() {
    return (rows + 2 * padding - kernel) / stride + 1;
  }

  /** Windows in a row of them. */
  public int outputColumns() {
    return (columns + 2 * padding - kernel) / stride + 1;
  }

  /** Windows in all images. */
  public int count() {
    return Math.multiplyExact(images, Math.multiplyExact(outputRows(), outputColumns()));
  }

  /** Numbers in a window: {@code kernel·kernel·in}. */
  public int length() {
    return kernel * kernel * in;
  }

  /** Whether every window is one position, in the order in which they lie in memory. */
  public boolean arePositions() {
    return kernel == 1 && stride == 1 && padding == 0;
  }
}
