package org.greedyinfomax.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Random shapes, and matrices of them in the midst of other numbers, which are watched as well. */
final class Rectangles {

  private final Bench bench;
  private final Random random;
  private final List<Tensor> rooms = new ArrayList<>();

  /** The same seed gives the same shapes and numbers on any engine. */
  Rectangles(Bench bench, long seed) {
    this.bench = bench;
    random = new Random(seed);
  }

  /** A length, often 1. */
  int length() {
    return below(3) == 0 ? 1 : 1 + below(9);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** So many numbers below a bound, some of them several times. */
  int[] indices(int count, int bound) {
    return random.ints(count, 0, bound).toArray();
  }

  Matrix matrix(int rows, int columns) {
    int stride = columns + below(3);
    int before = below(5);
    return room(before + rows * stride + below(4)).rows(before, rows, columns, stride);
  }

  /** A matrix that products read as {@code rows x columns}, stored either way. */
  Matrix factor(int rows, int columns) {
    return below(2) == 0 ? matrix(rows, columns) : matrix(columns, rows).transposed();
  }

  Tensor tensor(int... shape) {
    return room((int) Tensor.sizeOf(shape) + 3).slice(2, shape);
  }

  private Tensor room(int size) {
    Tensor room = bench.random(size);
    rooms.add(room);
    return room;
  }

  /** All numbers, those around the matrices, too. */
  double[] numbers() {
    return rooms.stream().flatMapToDouble(room -> Arrays.stream(bench.read(room))).toArray();
  }
}
