package org.greedyinfomax.tensor.cpu;

import static org.greedyinfomax.tensor.cpu.CpuEngine.host;

import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.Windows;

/** Copies windows of images to the rows of a matrix (im2col), and adds them back (col2im). */
final class Im2col {

  private Im2col() {}

  static void im2col(Windows windows, Tensor images, int start, Matrix columns) {
    Shapes.requireWindows(windows, images, start, columns);
    if (FloatIm2col.suits(windows, images, columns)) {
      FloatIm2col.of(windows, images, columns).im2col(start, columns);
      return;
    }
    HostMemory source = host(images.memory());
    HostMemory target = host(columns.memory());
    overRuns(
        windows,
        images,
        start,
        columns,
        row -> target.clear(row, windows.length()),
        (column, image, length) -> target.copy(column, source, image, length));
  }

  static void col2im(Windows windows, Matrix columns, int start, Tensor images) {
    Shapes.requireWindows(windows, images, start, columns);
    if (FloatIm2col.suits(windows, images, columns)) {
      FloatIm2col.of(windows, images, columns).col2im(start, columns);
      return;
    }
    HostMemory source = host(columns.memory());
    HostMemory target = host(images.memory());
    overRuns(
        windows,
        images,
        start,
        columns,
        row -> {},
        (column, image, length) -> target.addScaled(image, 1, source, column, length));
  }

  /** Where a window crosses an edge: its row in the matrix. */
  @FunctionalInterface
  private interface Edge {
    void at(long row);
  }

  /** Numbers that lie side by side both in a window's row and in an image. */
  @FunctionalInterface
  private interface Run {
    void over(long column, long image, int length);
  }

  /** Visits one run for every row of a window within the image, in the order of the windows. */
  private static void overRuns(
      Windows windows, Tensor images, int start, Matrix columns, Edge edge, Run run) {
    int rows = windows.rows();
    int width = windows.columns();
    int in = windows.in();
    Kernel kernel = windows.kernel();
    int outputRows = windows.outputRows();
    int outputColumns = windows.outputColumns();
    for (int i = 0; i < columns.rows(); i++) {
      int line = (start + i) / outputColumns; // of all lines of windows, in all images
      int top = line % outputRows * kernel.stride() - kernel.above();
      int left = (start + i) % outputColumns * kernel.stride() - kernel.beside();
      int firstRow = Math.max(0, -top);
      int endRow = Math.min(kernel.rows(), rows - top);
      int first = Math.max(0, -left);
      int end = Math.min(kernel.columns(), width - left);
      long row = columns.row(i);
      if (endRow - firstRow < kernel.rows() || end - first < kernel.columns()) {
        edge.at(row);
      }
      long image = images.offset() + (long) (line / outputRows) * rows * width * in;
      for (int r = firstRow; r < endRow && first < end; r++) {
        run.over(
            row + ((long) r * kernel.columns() + first) * in,
            image + ((long) (top + r) * width + left + first) * in,
            (end - first) * in);
      }
    }
  }
}
