package org.greedyinfomax.tensor;

import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * A product of two matrices: {@code [rows, inner] · [inner, columns]}.
 *
 * @param isLeftTransposed whether the left one is stored as {@code [inner, rows]}
 * @param isRightTransposed whether the right one is stored as {@code [columns, inner]}
 */
public record GemmShape(
    int rows, int inner, int columns, boolean isLeftTransposed, boolean isRightTransposed) {

  public GemmShape {
    Check.argument(
        rows >= 1 && inner >= 1 && columns >= 1,
        "a product needs rows and columns, but is of %d x %d x %d",
        rows,
        inner,
        columns);
  }

  /** Returns the shape of the product {@code a·b}. */
  public static GemmShape of(Matrix a, Matrix b) {
    return new GemmShape(
        a.productRows(),
        a.productColumns(),
        b.productColumns(),
        a.isTransposed(),
        b.isTransposed());
  }

  /** FLOP of it: a multiplication and the addition that takes its result count as 2. */
  public long flops() {
    return 2L * rows * inner * columns;
  }

  /** Its sizes, with a prime at what is stored transposed. */
  @Override
  public String toString() {
    return Text.format(
        "[%d, %d]%s · [%d, %d]%s",
        rows, inner, isLeftTransposed ? "'" : "", inner, columns, isRightTransposed ? "'" : "");
  }
}
