package org.greedyinfomax.tensor;

import org.greedyinfomax.Check;

/**
 * Images {@code [images, rows, columns, channels]} as tiles of two rows and two columns, numbered
 * image by image, line by line. Where a length is odd, the last tiles reach beyond the edge.
 *
 * @param images at least 1
 * @param rows of an image, at least 1
 * @param columns of an image, at least 1
 */
public record WinogradTiles(int images, int rows, int columns) {

  /** Rows of a tile, and columns. */
  public static final int SIDE = 2;

  public WinogradTiles {
    Check.argument(
        images >= 1 && rows >= 1 && columns >= 1,
        "images must have positive lengths, but are %d of %d x %d",
        images,
        rows,
        columns);
  }

  /** Tiles in a line of them. */
  public int perLine() {
    return (columns + SIDE - 1) / SIDE;
  }

  /** Lines of tiles in all images. */
  public int lines() {
    return Shapes.count((long) images * linesPerImage());
  }

  /** Tiles in all images. */
  public int count() {
    return Shapes.count((long) lines() * perLine());
  }

  /** Number of the first position in a line, of all positions; of a line behind the last, too. */
  public int firstPosition(int line) {
    return Shapes.count(((long) image(line) * rows + row(line)) * columns);
  }

  int linesPerImage() {
    return (rows + SIDE - 1) / SIDE;
  }

  /** Returns the number of the image that a line is in. */
  public int image(int line) {
    return line / linesPerImage();
  }

  /** Returns the upper one of the two rows of pixels of a line, counted within its image. */
  public int row(int line) {
    return line % linesPerImage() * SIDE;
  }
}
