package org.greedyinfomax.tensor.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.tensor.Windows;

/**
 * Windows that form a box: the same rows and columns of outputs in neighbouring images.
 *
 * @param image first of {@code images}
 * @param row first of {@code rows} of windows
 * @param column first of {@code columns} of windows
 */
record WindowBox(int image, int images, int row, int rows, int column, int columns) {

  /**
   * Boxes of {@code count} windows from {@code start} on, which may begin and end within an image
   * or a row: the rest of a row, rows, images, rows, and the beginning of a row, as far as they are
   * there.
   */
  static List<WindowBox> of(Windows windows, int start, int count) {
    int across = windows.outputColumns();
    int down = windows.outputRows();
    List<WindowBox> boxes = new ArrayList<>();
    for (int next = start, end = start + count; next < end; ) {
      int left = end - next;
      int image = next / (down * across);
      int row = next / across % down;
      int column = next % across;
      WindowBox box;
      if (row == 0 && column == 0 && left >= down * across) {
        box = new WindowBox(image, left / (down * across), 0, down, 0, across);
      } else if (column == 0 && left >= across) {
        box = new WindowBox(image, 1, row, Math.min(down - row, left / across), 0, across);
      } else {
        box = new WindowBox(image, 1, row, 1, column, Math.min(across - column, left));
      }
      boxes.add(box);
      next += box.images * box.rows * box.columns;
    }
    return boxes;
  }

  /**
   * Those that see a position of the image at a distance from their place: {@code down} rows and
   * {@code right} columns.
   */
  Optional<WindowBox> within(Windows windows, int down, int right) {
    int stride = windows.kernel().stride();
    int top = Math.max(row, first(down, stride));
    int bottom = Math.min(row + rows, end(down, stride, windows.rows()));
    int start = Math.max(column, first(right, stride));
    int end = Math.min(column + columns, end(right, stride, windows.columns()));
    return top < bottom && start < end
        ? Optional.of(new WindowBox(image, images, top, bottom - top, start, end - start))
        : Optional.empty();
  }

  /** Returns the first whose place is far enough inside: {@code i·stride + distance ≥ 0}. */
  private static int first(int distance, int stride) {
    return -Math.floorDiv(distance, stride);
  }

  /** One beyond the last with {@code i·stride + distance < length}. */
  private static int end(int distance, int stride, int length) {
    return -Math.floorDiv(distance - length, stride);
  }
}
