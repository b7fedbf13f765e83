package org.greedyinfomax.tensor;

import java.util.Random;
import org.greedyinfomax.device.DeviceException;

/**
 * Whether an engine multiplies rightly. A library that was built for another device may say
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
   * Compares a product of noise with the same one, computed here.
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
      engine.write(a, left);
      engine.write(b, right);
      engine.multiply(left.matrix(), right.matrix(), product.matrix());
      double difference = difference(a, b, engine.doubles(product));
      if (!(difference <= TOLERANCE)) { // NaN is wrong, too
        throw new DeviceException(
            "%s computes wrongly: numbers of a product are off by up to %.2g: set device = cpu, and"
                    .formatted(engine.device(), difference)
                + " check its driver and libraries");
      }
    }
  }

  private static double[] noise(Random random, int size) {
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }

  private static double difference(double[] a, double[] b, double[] product) {
    double largest = 0;
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        double expected = 0;
        for (int i = 0; i < INNER; i++) {
          expected += a[r * INNER + i] * b[i * COLUMNS + c];
        }
        largest = Math.max(largest, Math.abs(expected - product[r * COLUMNS + c]));
      }
    }
    return largest;
  }
}
