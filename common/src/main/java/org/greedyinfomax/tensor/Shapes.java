package org.greedyinfomax.tensor;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/** Checks of the shapes of operations' arguments, the same for every engine. */
public final class Shapes {

  private Shapes() {}

  /**
   * Returns how many numbers or parts one operation is on.
   *
   * @throws IllegalArgumentException if there are more than 2,147,483,647
   */
  public static int count(long numbers) {
    Check.argument(
        numbers <= Integer.MAX_VALUE, "%d numbers are too many for one operation", numbers);
    return (int) numbers;
  }

  /** As many numbers as a tensor has. */
  public static void requireSize(int length, Tensor to) {
    Check.argument(length == to.size(), "%d numbers do not fill a %s", length, to);
  }

  /** A product that fits its result, which is not transposed. */
  public static void requireProduct(Matrix a, Matrix b, Matrix c) {
    Check.argument(
        a.productColumns() == b.productRows()
            && a.productRows() == c.rows()
            && b.productColumns() == c.columns()
            && !c.isTransposed(),
        "%s times %s does not fit %s",
        a,
        b,
        c);
  }

  /** Equally many factors and results. */
  public static void requireAsMany(MatrixBatch a, MatrixBatch b, MatrixBatch c) {
    Check.argument(
        a.count() == c.count() && b.count() == c.count(),
        "%d matrices times %d do not fit %d",
        a.count(),
        b.count(),
        c.count());
  }

  /** Two matrices of the same rows and columns. */
  public static void requireSame(Matrix a, Matrix b) {
    Check.argument(
        a.rows() == b.rows() && a.columns() == b.columns(),
        "%s and %s must have the same shape",
        a,
        b);
  }

  /** Two matrices of which one has the rows of the other as columns. */
  public static void requireTransposed(Matrix a, Matrix b) {
    Check.argument(
        a.rows() == b.columns() && a.columns() == b.rows(), "%s transposed does not fit %s", a, b);
  }

  /** A number for every column. */
  public static void requireRow(Tensor row, Matrix x) {
    Check.argument(row.size() == x.columns(), "a row of %d numbers does not fit %s", row.size(), x);
  }

  /** Two matrices of as many columns. */
  public static void requireSameColumns(Matrix x, Matrix y) {
    Check.argument(
        x.columns() == y.columns(),
        "rows of %d numbers do not fit rows of %d",
        x.columns(),
        y.columns());
  }

  /** Gates of two numbers for each number that they make. */
  public static void requireHalves(Matrix gates, Matrix y) {
    Check.argument(
        gates.rows() == y.rows() && gates.columns() == 2 * y.columns(),
        "gates of %s must have as many rows and twice as many columns, but are %s",
        y,
        gates);
  }

  /** A class for every row. */
  public static void requireClasses(int[] classes, Matrix scores) {
    Check.argument(
        classes.length == scores.rows(),
        "%d rows need as many classes, but there are %d",
        scores.rows(),
        classes.length);
  }

  /** Moments and a gradient of the size of the values. */
  public static void requireMoments(Tensor gradient, Tensor first, Tensor second, Tensor value) {
    long size = value.size();
    Check.argument(
        gradient.size() == size && first.size() == size && second.size() == size,
        "Adam needs a gradient and moments of the size of the values, %d",
        size);
  }

  /** As many bytes as a tensor has as a type. */
  public static void requireBytes(ByteBuffer bytes, StorageType type, Tensor tensor) {
    Check.argument(
        bytes.remaining() == tensor.size() * type.bytes(),
        "%d bytes do not hold the numbers of a %s as %s",
        bytes.remaining(),
        tensor,
        type);
  }

  /** Rows of the length of a window, for windows that there are. */
  public static void requireWindows(Windows windows, Tensor images, int start, Matrix columns) {
    images.require("images", windows.images(), windows.rows(), windows.columns(), windows.in());
    if (columns.columns() != windows.length()) { // nothing is boxed for a text that nobody needs
      throw new IllegalArgumentException(
          Text.format(
              "windows of %d numbers do not fit rows of %d", windows.length(), columns.columns()));
    }
    Objects.checkFromIndexSize(start, columns.rows(), windows.count());
  }

  /** Tiles of whole lines, and images of their channels. */
  public static void requireTiles(
      WinogradTiles tiles, Tensor images, int line, Tensor transformed) {
    transformed.require("transformed tiles", WinogradTransforms.PLACES, -1, -1);
    images.require("images", tiles.images(), tiles.rows(), tiles.columns(), transformed.length(2));
    int count = transformed.length(1);
    if (count % tiles.perLine() != 0) {
      throw new IllegalArgumentException(
          Text.format("%d tiles are no whole lines of %d", count, tiles.perLine()));
    }
    Objects.checkFromIndexSize(line, count / tiles.perLine(), tiles.lines());
  }

  /** Weights of 3 x 3, and as many in each of 16 places. */
  public static void requireTransformedWeights(Tensor weights, Tensor transformed) {
    transformed.require("transformed weights", WinogradTransforms.PLACES, -1, -1);
    weights.require(
        "weights",
        WinogradTransforms.KERNEL,
        WinogradTransforms.KERNEL,
        transformed.length(1),
        transformed.length(2));
  }
}
