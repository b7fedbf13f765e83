package org.greedyinfomax.tensor.engines;

import java.util.Random;
import java.util.stream.IntStream;
import org.greedyinfomax.Text;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * Checks whether an engine computes rightly. A library that was built for another device may say
 * nothing, and leave in the result what lay there before.
 */
public final class SelfCheck {

  private static final int ROWS = 37;
  private static final int INNER = 129;
  private static final int COLUMNS = 65;

  /** Far more than single precision rounds, far less than a wrong number differs. */
  private static final double TOLERANCE = 1e-3;

  private SelfCheck() {}

  /**
   * Compares a product of noise, gathered rows and column sums with the same, computed here.
   *
   * @throws DeviceException if they differ
   */
  public static void require(Engine engine) {
    Random random = new Random(0);
    double[] a = noise(random, ROWS * INNER);
    double[] b = noise(random, INNER * COLUMNS);
    try (Arena arena = new Arena(engine)) {
      Tensor left = arena.allocate(ROWS, INNER);
      Tensor right = arena.allocate(INNER, COLUMNS);
      Tensor product = arena.zeros(ROWS, COLUMNS);
      Tensor gathered = arena.zeros(ROWS, INNER);
      Tensor sums = arena.zeros(INNER);
      engine.write(a, left);
      engine.write(b, right);
      engine.multiply(left.matrix(), right.matrix(), product.matrix());
      engine.gather(left.matrix(), backwards(), 0, gathered.matrix());
      engine.addColumnSums(left.matrix(), sums);
      compare(engine, "a product", product(a, b), product);
      compare(engine, "gathered rows", gathered(a), gathered);
      compare(engine, "column sums", sums(a), sums);
    }
  }

  private static void compare(Engine engine, String what, double[] expected, Tensor found) {
    double[] numbers = engine.doubles(found);
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(expected[i] - numbers[i])); // NaN stays
    }
    if (!(difference <= TOLERANCE)) {
      throw new DeviceException(
          Text.format(
                  "%s computes wrongly: numbers of %s are off by up to %.2g: set device = cpu, and check",
                  engine.device(), what, difference)
              + " its driver and libraries");
    }
  }

  private static int[] backwards() {
    return IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();
  }

  private static double[] gathered(double[] a) {
    double[] rows = new double[ROWS * INNER];
    for (int r = 0; r < ROWS; r++) {
      System.arraycopy(a, (ROWS - 1 - r) * INNER, rows, r * INNER, INNER);
    }
    return rows;
  }

  private static double[] sums(double[] a) {
    double[] sums = new double[INNER];
    for (int i = 0; i < a.length; i++) {
      sums[i % INNER] += a[i];
    }
    return sums;
  }

  private static double[] product(double[] a, double[] b) {
    double[] product = new double[ROWS * COLUMNS];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        for (int i = 0; i < INNER; i++) {
          product[r * COLUMNS + c] += a[r * INNER + i] * b[i * COLUMNS + c];
        }
      }
    }
    return product;
  }

  private static double[] noise(Random random, int size) {
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }
}
