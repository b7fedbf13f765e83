package org.greedyinfomax.tensor.cuda;

import java.util.Arrays;
import java.util.Objects;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.Windows;

/** Rows that indices name (gather, scatter), and windows of images as rows (im2col, col2im). */
final class CudaRows {

  private CudaRows() {}

  static void gather(CudaStream stream, Matrix from, int[] rows, int start, Matrix to) {
    Shapes.requireSameColumns(from, to);
    int[] named = named(rows, start, to.rows(), from.rows());
    long which = stream.send(named);
    int blocks = stream.blocks((long) to.rows() * to.columns());
    stream.launch("gather_rows", blocks, from, which, to, to.rows(), to.columns());
  }

  private static int[] named(int[] rows, int start, int count, int bound) {
    int[] named = Arrays.copyOfRange(rows, start, start + count);
    for (int row : named) {
      Objects.checkIndex(row, bound);
    }
    return named;
  }

  /** What is added to a row is added by one thread, in order. */
  static void scatterAdd(CudaStream stream, Matrix from, Matrix to, int[] rows, int start) {
    Shapes.requireSameColumns(from, to);
    IndexBuckets groups = IndexBuckets.of(named(rows, start, from.rows(), to.rows()), to.rows());
    long sent = stream.send(groups.keys(), groups.starts(), groups.members());
    long starts = sent + (long) groups.keys().length * Integer.BYTES;
    long members = starts + (long) groups.starts().length * Integer.BYTES;
    int count = groups.keys().length;
    int blocks = stream.blocks((long) count * to.columns());
    stream.launch("scatter_rows", blocks, from, sent, starts, members, to, count, to.columns());
  }

  static void im2col(CudaStream stream, Windows windows, Tensor images, int start, Matrix columns) {
    Shapes.requireWindows(windows, images, start, columns);
    Kernel kernel = windows.kernel();
    stream.launch(
        "im2col",
        stream.blocks((long) columns.rows() * columns.columns()),
        images,
        windows.rows(),
        windows.columns(),
        windows.in(),
        kernel.rows(),
        kernel.columns(),
        kernel.stride(),
        kernel.above(),
        kernel.beside(),
        windows.outputRows(),
        windows.outputColumns(),
        start,
        columns,
        columns.rows());
  }

  /** Every number of the images that the windows lie in collects what windows have for it. */
  static void col2im(CudaStream stream, Windows windows, Matrix columns, int start, Tensor images) {
    Shapes.requireWindows(windows, images, start, columns);
    Kernel kernel = windows.kernel();
    int perImage = windows.outputRows() * windows.outputColumns();
    int first = start / perImage;
    int count = (start + columns.rows() - 1) / perImage - first + 1;
    stream.launch(
        "col2im",
        stream.blocks((long) count * windows.rows() * windows.columns() * windows.in()),
        images,
        first,
        count,
        windows.rows(),
        windows.columns(),
        windows.in(),
        kernel.rows(),
        kernel.columns(),
        kernel.stride(),
        kernel.above(),
        kernel.beside(),
        windows.outputRows(),
        windows.outputColumns(),
        start,
        columns,
        columns.rows());
  }
}
