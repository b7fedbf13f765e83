package org.greedyinfomax.tensor.cpu;

import java.util.Arrays;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.WinogradTiles;

/** Rows of an image, taken apart into even and odd columns. */
final class WinogradRows {

  private final WinogradTiles tiles;
  private final FloatMemory images;
  private final long offset;
  private final int channels;
  private final int before; // columns of zeros before the first
  private final float[] row;
  private final float[][] even;
  private final float[][] odd;

  /**
   * Makes room.
   *
   * @param before columns of zeros before the first: 0 or 1
   * @param rows that are held at a time
   */
  WinogradRows(WinogradTiles tiles, Tensor images, int before, int rows) {
    this.tiles = tiles;
    this.images = (FloatMemory) images.memory();
    offset = images.offset();
    channels = images.length(3);
    this.before = before;
    int columns = tiles.perLine() + before;
    row = new float[tiles.columns() * channels];
    even = new float[rows][columns * channels];
    odd = new float[rows][columns * channels];
  }

  /** Returns the even columns of every row, side by side. */
  float[][] even() {
    return even;
  }

  /** Returns the odd columns of every row, side by side. */
  float[][] odd() {
    return odd;
  }

  /** Takes the row that lies so far below a line's upper one, zeros beyond the edges. */
  void take(int line, int below, int to) {
    int r = tiles.row(line) + below;
    if (r < 0 || r >= tiles.rows()) {
      Arrays.fill(even[to], 0);
      Arrays.fill(odd[to], 0);
      return;
    }
    images.take(place(line, r), row, row.length);
    for (int c = 0; c < tiles.columns(); c++) {
      System.arraycopy(row, c * channels, half(c, to), start(c), channels);
    }
  }

  /** Sets the row that lies so far below a line's upper one, or adds to it. */
  void give(int line, int below, boolean isAdded) {
    int r = tiles.row(line) + below;
    if (r >= tiles.rows()) {
      return;
    }
    long place = place(line, r);
    if (!isAdded) {
      for (int c = 0; c < tiles.columns(); c++) {
        System.arraycopy(half(c, below), start(c), row, c * channels, channels);
      }
    } else {
      images.take(place, row, row.length);
      for (int c = 0; c < tiles.columns(); c++) {
        add(row, half(c, below), c * channels, start(c));
      }
    }
    images.give(place, row, row.length);
  }

  private void add(float[] sums, float[] numbers, int to, int from) {
    for (int k = 0; k < channels; k++) {
      sums[to + k] += numbers[from + k];
    }
  }

  private long place(int line, int r) {
    return offset + ((long) tiles.image(line) * tiles.rows() + r) * row.length;
  }

  private float[] half(int column, int line) {
    return (column + before) % 2 == 0 ? even[line] : odd[line];
  }

  private int start(int column) {
    return (column + before) / 2 * channels;
  }
}
