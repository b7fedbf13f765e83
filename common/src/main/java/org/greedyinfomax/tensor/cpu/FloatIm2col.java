package org.greedyinfomax.tensor.cpu;

import java.util.Arrays;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.Windows;

/**
 * {@link Im2col} in single precision, a line of windows at a time through arrays: copies of a few
 * hundred bytes cost less there than in native memory.
 */
final class FloatIm2col {

  /** Numbers in the windows of a line, at most: what is larger is copied as well without arrays. */
  private static final int LONGEST = 1 << 16;

  private final Windows windows;
  private final Kernel kernel;
  private final FloatMemory images;
  private final long offset;
  private final FloatMemory columns;
  private final float[] lines; // of an image, that a line of windows sees
  private final float[] block; // a line of windows

  private FloatIm2col(Windows windows, FloatMemory images, long offset, FloatMemory columns) {
    this.windows = windows;
    kernel = windows.kernel();
    this.images = images;
    this.offset = offset;
    this.columns = columns;
    lines = new float[kernel.rows() * windows.columns() * windows.in()];
    block = new float[windows.outputColumns() * windows.length()];
  }

  static boolean suits(Windows windows, Tensor images, Matrix columns) {
    return images.memory() instanceof FloatMemory
        && columns.isContiguous()
        && (long) windows.outputColumns() * windows.length() <= LONGEST
        && (long) windows.kernel().rows() * windows.columns() * windows.in() <= LONGEST;
  }

  static FloatIm2col of(Windows windows, Tensor images, Matrix columns) {
    return new FloatIm2col(
        windows, (FloatMemory) images.memory(), images.offset(), (FloatMemory) columns.memory());
  }

  void im2col(int start, Matrix to) {
    int length = windows.length();
    for (Line line = line(start, start + to.rows());
        line.count > 0;
        line = line(line.end(), start + to.rows())) {
      images.take(line.image, lines, line.numbers());
      for (int w = 0; w < line.count; w++) {
        int left = line.left(w);
        int first = Math.max(0, -left);
        int end = Math.min(kernel.columns(), windows.columns() - left);
        if (line.height < kernel.rows() || end - first < kernel.columns()) {
          Arrays.fill(block, w * length, (w + 1) * length, 0);
        }
        for (int r = 0; r < line.height && first < end; r++) {
          System.arraycopy(
              lines,
              line.inLines(r, left + first),
              block,
              line.inBlock(w, r, first),
              (end - first) * windows.in());
        }
      }
      columns.give(to.row(line.window - start), block, line.count * length);
    }
  }

  void col2im(int start, Matrix from) {
    int length = windows.length();
    for (Line line = line(start, start + from.rows());
        line.count > 0;
        line = line(line.end(), start + from.rows())) {
      columns.take(from.row(line.window - start), block, line.count * length);
      images.take(line.image, lines, line.numbers());
      for (int w = 0; w < line.count; w++) {
        int left = line.left(w);
        int first = Math.max(0, -left);
        int end = Math.min(kernel.columns(), windows.columns() - left);
        for (int r = 0; r < line.height && first < end; r++) {
          int to = line.inLines(r, left + first);
          int run = line.inBlock(w, r, first);
          for (int k = 0; k < (end - first) * windows.in(); k++) {
            lines[to + k] += block[run + k];
          }
        }
      }
      images.give(line.image, lines, line.numbers());
    }
  }

  /** Returns the windows from one on that are in one line, none at the end. */
  private Line line(int window, int end) {
    int all = window / windows.outputColumns(); // lines before this one, in all images
    int column = window % windows.outputColumns();
    int count = Math.min(windows.outputColumns() - column, end - window);
    return new Line(window, column, count, all);
  }

  private final class Line {

    private final int window;
    private final int column;
    private final int count;
    private final int firstRow; // of the kernel that lies within the image
    private final int height; // rows of the kernel within the image
    private final long image; // where the first of these rows starts

    Line(int window, int column, int count, int all) {
      this.window = window;
      this.column = column;
      this.count = count;
      int top = all % windows.outputRows() * kernel.stride() - kernel.above();
      firstRow = Math.max(0, -top);
      height = Math.max(0, Math.min(kernel.rows(), windows.rows() - top) - firstRow);
      long row = (long) (all / windows.outputRows()) * windows.rows() + top + firstRow;
      image = offset + row * windows.columns() * windows.in();
    }

    int end() {
      return window + count;
    }

    int numbers() {
      return height * windows.columns() * windows.in();
    }

    /** Column of the image where window {@code w} of the line starts. */
    int left(int w) {
      return (column + w) * kernel.stride() - kernel.beside();
    }

    /** Row {@code r} within the image, column {@code c} of the image. */
    int inLines(int r, int c) {
      return (r * windows.columns() + c) * windows.in();
    }

    /** Row {@code r} within the image, column {@code c} of the window. */
    int inBlock(int w, int r, int c) {
      return w * windows.length() + ((firstRow + r) * kernel.columns() + c) * windows.in();
    }
  }
}
