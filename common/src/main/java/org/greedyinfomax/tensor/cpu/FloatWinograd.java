package org.greedyinfomax.tensor.cpu;

import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.WinogradTiles;
import org.greedyinfomax.tensor.WinogradTransforms;

/**
 * {@link WinogradTransforms} in single precision, a line of tiles at a time through arrays.
 *
 * <p>Columns of an image are taken apart into even and odd ones ({@link WinogradRows}), so that
 * what happens to a column of every tile of a line is one loop.
 */
final class FloatWinograd implements WinogradTransforms {

  /** Numbers of weights in an array. */
  private static final int CHUNK = 1024;

  @Override
  public void ofImages(WinogradTiles tiles, Tensor images, int line, Tensor to) {
    Shapes.requireTiles(tiles, images, line, to);
    int channels = to.length(2);
    int length = tiles.perLine() * channels;
    WinogradRows lines = new WinogradRows(tiles, images, 1, WINDOW);
    float[][] even = new float[WINDOW][length + channels];
    float[][] odd = new float[WINDOW][length + channels];
    float[] next = new float[length];
    float[] sums = new float[length];
    for (int done = 0; done * tiles.perLine() < to.length(1); done++) {
      for (int r = 0; r < WINDOW; r++) {
        lines.take(line + done, r - 1, r);
      }
      transformRows(lines.even(), even, length + channels);
      transformRows(lines.odd(), odd, length + channels);
      for (int r = 0; r < WINDOW; r++) {
        System.arraycopy(even[r], channels, next, 0, length);
        subtract(even[r], next, sums, length);
        give(sums, to, r * WINDOW, done * length, length);
        add(odd[r], next, sums, length);
        give(sums, to, r * WINDOW + 1, done * length, length);
        subtract(next, odd[r], sums, length);
        give(sums, to, r * WINDOW + 2, done * length, length);
        System.arraycopy(odd[r], channels, next, 0, length);
        subtract(next, odd[r], sums, length);
        give(sums, to, r * WINDOW + 3, done * length, length);
      }
    }
  }

  /** {@code Bᵀ·x}, of four rows. */
  private static void transformRows(float[][] x, float[][] to, int length) {
    subtract(x[0], x[2], to[0], length);
    add(x[1], x[2], to[1], length);
    subtract(x[2], x[1], to[2], length);
    subtract(x[3], x[1], to[3], length);
  }

  @Override
  public void setImages(WinogradTiles tiles, Tensor from, int line, Tensor images) {
    toImages(tiles, from, line, images, false);
  }

  @Override
  public void addImages(WinogradTiles tiles, Tensor from, int line, Tensor images) {
    toImages(tiles, from, line, images, true);
  }

  private static void toImages(
      WinogradTiles tiles, Tensor from, int line, Tensor images, boolean isAdded) {
    Shapes.requireTiles(tiles, images, line, from);
    int length = tiles.perLine() * from.length(2);
    WinogradRows lines = new WinogradRows(tiles, images, 0, WinogradTiles.SIDE);
    float[][] places = new float[WINDOW][length];
    float[][] upper = new float[WINDOW][length];
    float[][] lower = new float[WINDOW][length];
    for (int done = 0; done * tiles.perLine() < from.length(1); done++) {
      for (int c = 0; c < WINDOW; c++) {
        for (int r = 0; r < WINDOW; r++) {
          take(from, r * WINDOW + c, done * length, places[r], length);
        }
        addThree(places[0], places[1], places[2], upper[c]);
        addAndSubtract(places[1], places[3], places[2], lower[c]);
      }
      for (int r = 0; r < WinogradTiles.SIDE; r++) {
        float[][] row = r == 0 ? upper : lower;
        addThree(row[0], row[1], row[2], lines.even()[r]);
        addAndSubtract(row[1], row[3], row[2], lines.odd()[r]);
        lines.give(line + done, r, isAdded);
      }
    }
  }

  @Override
  public void ofGradients(WinogradTiles tiles, Tensor gradients, int line, Tensor to) {
    Shapes.requireTiles(tiles, gradients, line, to);
    int length = tiles.perLine() * to.length(2);
    WinogradRows lines = new WinogradRows(tiles, gradients, 0, WinogradTiles.SIDE);
    float[] even = new float[length];
    float[] odd = new float[length];
    for (int done = 0; done * tiles.perLine() < to.length(1); done++) {
      lines.take(line + done, 0, 0);
      lines.take(line + done, 1, 1);
      float[][] e = lines.even();
      float[][] o = lines.odd();
      spread(e[0], o[0], to, 0, done * length, length);
      add(e[0], e[1], even, length);
      add(o[0], o[1], odd, length);
      spread(even, odd, to, 1, done * length, length);
      subtract(e[0], e[1], even, length);
      subtract(o[0], o[1], odd, length);
      spread(even, odd, to, 2, done * length, length);
      spread(e[1], o[1], to, 3, done * length, length);
    }
  }

  /** {@code y·Aᵀ}, of one row of two columns, into the places of a row. */
  private static void spread(float[] even, float[] odd, Tensor to, int row, int start, int length) {
    float[] sums = new float[length];
    give(even, to, row * WINDOW, start, length);
    add(even, odd, sums, length);
    give(sums, to, row * WINDOW + 1, start, length);
    subtract(even, odd, sums, length);
    give(sums, to, row * WINDOW + 2, start, length);
    give(odd, to, row * WINDOW + 3, start, length);
  }

  @Override
  public void ofWeights(Tensor weights, Tensor to) {
    Shapes.requireTransformedWeights(weights, to);
    int numbers = to.length(1) * to.length(2);
    float[][][] rows = new float[WINDOW][KERNEL][Math.min(CHUNK, numbers)];
    float[][] taps = new float[KERNEL][Math.min(CHUNK, numbers)];
    float[][] places = new float[WINDOW][Math.min(CHUNK, numbers)];
    for (int start = 0; start < numbers; start += CHUNK) {
      int size = Math.min(CHUNK, numbers - start);
      for (int c = 0; c < KERNEL; c++) {
        for (int r = 0; r < KERNEL; r++) {
          take(weights, numbers, r * KERNEL + c, start, taps[r], size);
        }
        widen(taps, places, size);
        for (int r = 0; r < WINDOW; r++) {
          System.arraycopy(places[r], 0, rows[r][c], 0, size);
        }
      }
      for (int r = 0; r < WINDOW; r++) {
        widen(rows[r], places, size);
        for (int c = 0; c < WINDOW; c++) {
          give(places[c], to, r * WINDOW + c, start, size);
        }
      }
    }
  }

  /** {@code G·w}, of three taps. */
  private static void widen(float[][] taps, float[][] places, int size) {
    float[] first = taps[0];
    float[] middle = taps[1];
    float[] last = taps[2];
    float[] sums = places[1];
    float[] differences = places[2];
    System.arraycopy(first, 0, places[0], 0, size);
    for (int k = 0; k < size; k++) {
      sums[k] = 0.5f * (first[k] + last[k] + middle[k]);
    }
    for (int k = 0; k < size; k++) {
      differences[k] = 0.5f * (first[k] + last[k] - middle[k]);
    }
    System.arraycopy(last, 0, places[3], 0, size);
  }

  @Override
  public void addWeightGradients(Tensor from, Tensor gradients) {
    Shapes.requireTransformedWeights(gradients, from);
    int numbers = from.length(1) * from.length(2);
    float[][][] rows = new float[WINDOW][KERNEL][Math.min(CHUNK, numbers)];
    float[][] places = new float[WINDOW][Math.min(CHUNK, numbers)];
    float[][] taps = new float[KERNEL][Math.min(CHUNK, numbers)];
    float[] sums = new float[Math.min(CHUNK, numbers)];
    for (int start = 0; start < numbers; start += CHUNK) {
      int size = Math.min(CHUNK, numbers - start);
      for (int r = 0; r < WINDOW; r++) {
        for (int c = 0; c < WINDOW; c++) {
          take(from, r * WINDOW + c, start, places[c], size);
        }
        narrow(places, rows[r], size);
      }
      for (int c = 0; c < KERNEL; c++) {
        narrow(new float[][] {rows[0][c], rows[1][c], rows[2][c], rows[3][c]}, taps, size);
        for (int r = 0; r < KERNEL; r++) {
          long tap = (long) (r * KERNEL + c) * numbers + start;
          singles(gradients).take(gradients.offset() + tap, sums, size);
          add(sums, taps[r], sums, size);
          singles(gradients).give(gradients.offset() + tap, sums, size);
        }
      }
    }
  }

  /** {@code Gᵀ·u}, of four places. */
  private static void narrow(float[][] places, float[][] taps, int size) {
    float[] sums = places[1];
    float[] differences = places[2];
    float[] first = places[0];
    float[] last = places[3];
    float[] toFirst = taps[0];
    float[] toMiddle = taps[1];
    float[] toLast = taps[2];
    for (int k = 0; k < size; k++) {
      toFirst[k] = first[k] + 0.5f * (sums[k] + differences[k]);
    }
    for (int k = 0; k < size; k++) {
      toMiddle[k] = 0.5f * (sums[k] - differences[k]);
    }
    for (int k = 0; k < size; k++) {
      toLast[k] = last[k] + 0.5f * (sums[k] + differences[k]);
    }
  }

  private static void take(Tensor from, int place, int start, float[] to, int length) {
    take(from, from.length(1) * from.length(2), place, start, to, length);
  }

  private static void take(Tensor from, int numbers, int place, int start, float[] to, int length) {
    singles(from).take(from.offset() + (long) place * numbers + start, to, length);
  }

  private static void give(float[] from, Tensor to, int place, int start, int length) {
    long numbers = (long) to.length(1) * to.length(2);
    singles(to).give(to.offset() + place * numbers + start, from, length);
  }

  private static void add(float[] a, float[] b, float[] to, int length) {
    for (int k = 0; k < length; k++) {
      to[k] = a[k] + b[k];
    }
  }

  private static void subtract(float[] a, float[] b, float[] to, int length) {
    for (int k = 0; k < length; k++) {
      to[k] = a[k] - b[k];
    }
  }

  private static void addThree(float[] a, float[] b, float[] c, float[] to) {
    for (int k = 0; k < a.length; k++) {
      to[k] = a[k] + b[k] + c[k];
    }
  }

  private static void addAndSubtract(float[] a, float[] b, float[] less, float[] to) {
    for (int k = 0; k < a.length; k++) {
      to[k] = a[k] + b[k] - less[k];
    }
  }

  private static FloatMemory singles(Tensor tensor) {
    return (FloatMemory) tensor.memory();
  }
}
