package org.greedyinfomax.tensor.cuda;

import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;

/** Elementwise operations and sums. */
final class CudaElementwise {

  private static final int SIDE = 32; // of what a block turns, and columns that it sums
  private static final int FEW = 64; // rows that are summed one after the other
  private static final int PER_PART = 64; // rows of a part, at least
  private static final int MOST_PARTS = 256;

  private CudaElementwise() {}

  static void fill(CudaStream stream, Matrix x, double value) {
    if (value == 0 && x.isContiguous()) {
      stream.clear(CudaMemory.address(x), (long) x.rows() * x.columns() * stream.bytes());
      return;
    }
    Extent extent = Extent.of(x.rows(), x.columns(), x.isContiguous());
    stream.launch("fill", extent.blocks(stream), x, extent.rows, extent.columns, value);
  }

  static void copy(CudaStream stream, Matrix from, Matrix to) {
    Shapes.requireSame(from, to);
    if (from.isContiguous() && to.isContiguous()) {
      long bytes = (long) to.rows() * to.columns() * stream.bytes();
      stream.copy(CudaMemory.address(from), CudaMemory.address(to), bytes);
      return;
    }
    pair(stream, "copy", from, to);
  }

  /** Starts a kernel that goes over two matrices of the same shape. */
  static void pair(CudaStream stream, String kernel, Matrix from, Matrix to) {
    Shapes.requireSame(from, to);
    Extent extent = Extent.of(to.rows(), to.columns(), from.isContiguous() && to.isContiguous());
    stream.launch(kernel, extent.blocks(stream), from, to, extent.rows, extent.columns);
  }

  /** Starts a kernel that goes over a matrix with a number for each of its columns. */
  static void withRow(CudaStream stream, String kernel, Tensor row, Matrix x) {
    Shapes.requireRow(row, x);
    int blocks = stream.blocks((long) x.rows() * x.columns());
    stream.launch(kernel, blocks, row, x, x.rows(), x.columns());
  }

  static void transpose(CudaStream stream, Matrix from, Matrix to) {
    Shapes.requireTransposed(from, to);
    long tiles = ((from.rows() - 1L) / SIDE + 1) * ((from.columns() - 1L) / SIDE + 1);
    stream.launch("transpose", Shapes.count(tiles), from, to, from.rows(), from.columns());
  }

  /** Sums of parts first, where rows are many; parts follow from shapes alone. */
  static void addColumnSums(CudaStream stream, Matrix x, Tensor sums) {
    Shapes.requireRow(sums, x);
    int columns = x.columns();
    if (x.rows() <= FEW) {
      stream.launch("add_columns", stream.blocks(columns), x, x.rows(), columns, sums);
      return;
    }
    int perPart = Math.max(PER_PART, (x.rows() - 1) / MOST_PARTS + 1);
    int parts = (x.rows() - 1) / perPart + 1;
    long scratch = stream.scratch((long) parts * columns * stream.bytes());
    int blocks = Shapes.count(parts * ((columns - 1L) / SIDE + 1));
    stream.launch("column_parts", blocks, x, x.rows(), columns, perPart, scratch);
    stream.launch("add_columns", stream.blocks(columns), scratch, columns, parts, columns, sums);
  }

  static double sumOfSquares(CudaStream stream, Matrix x) {
    Extent extent = Extent.of(x.rows(), x.columns(), x.isContiguous());
    long numbers = (long) x.rows() * x.columns();
    int parts = (int) Math.min(MOST_PARTS, (numbers - 1) / CudaStream.THREADS + 1);
    long scratch = stream.scratch((parts + 1L) * Double.BYTES);
    long sum = scratch + (long) parts * Double.BYTES;
    stream.blocks(numbers); // refuses too many
    stream.launch("squares", parts, x, extent.rows, extent.columns, scratch);
    stream.launch("sum_parts", 1, scratch, parts, sum);
    return stream.doubles(sum, 1)[0];
  }

  static void adam(
      CudaStream stream,
      AdamStep step,
      Tensor gradient,
      Tensor first,
      Tensor second,
      Tensor value) {
    Shapes.requireMoments(gradient, first, second, value);
    stream.launch(
        "adam",
        stream.blocks(value.size()),
        gradient,
        first,
        second,
        value,
        Shapes.count(value.size()),
        step.stepSize(),
        step.beta1(),
        step.beta2(),
        step.secondCorrection(),
        step.epsilon());
  }

  /** Rows and columns of a launch: one row, where rows lie side by side. */
  private record Extent(int rows, int columns) {

    static Extent of(int rows, int columns, boolean isContiguous) {
      return isContiguous
          ? new Extent(1, Shapes.count((long) rows * columns))
          : new Extent(rows, columns);
    }

    int blocks(CudaStream stream) {
      return stream.blocks((long) rows * columns);
    }
  }
}
