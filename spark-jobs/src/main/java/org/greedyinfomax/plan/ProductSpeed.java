package org.greedyinfomax.plan;

import java.io.IOException;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;

/** How fast an engine multiplies matrices of 1024 rows and columns: about as fast as it can. */
public final class ProductSpeed {

  private static final int ROWS = 1024;

  private ProductSpeed() {}

  /** FLOP a second, found in half a second. */
  public static double flops(Engine engine) throws IOException {
    try (Arena arena = new Arena(engine)) {
      Matrix a = arena.zeros(ROWS, ROWS).matrix();
      Matrix b = arena.zeros(ROWS, ROWS).matrix();
      Matrix c = arena.zeros(ROWS, ROWS).matrix();
      engine.fill(a, 0.5);
      engine.fill(b, 0.5);
      return 2.0 * ROWS * ROWS * ROWS / Timing.seconds(() -> engine.multiply(a, b, c));
    }
  }
}
