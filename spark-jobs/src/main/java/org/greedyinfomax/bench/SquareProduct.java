package org.greedyinfomax.bench;

import java.util.Random;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;

/**
 * The product of two matrices of 1024 rows and columns: about as fast as an engine multiplies. What
 * else a benchmark measures is compared with it, turn by turn.
 */
final class SquareProduct implements AutoCloseable {

  private static final int ROWS = 1024;
  private static final double SECONDS = 0.2; // for each measurement

  private final Engine engine;
  private final Arena arena;
  private final Matrix a;
  private final Matrix b;
  private final Matrix c;

  SquareProduct(Engine engine) {
    this.engine = engine;
    arena = new Arena(engine);
    a = noise().matrix();
    b = noise().matrix();
    c = arena.zeros(ROWS, ROWS).matrix();
  }

  private Tensor noise() {
    Random random = new Random(0);
    float[] numbers = new float[ROWS * ROWS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    Tensor tensor = arena.allocate(ROWS, ROWS);
    engine.write(numbers, tensor);
    return tensor;
  }

  /** 10⁹ FLOP per second of processor time, as they are now. */
  double gflops() {
    Elapsed elapsed = Elapsed.meanOfGoes(SECONDS, () -> engine.multiply(a, b, c));
    return 2e-9 * ROWS * ROWS * ROWS / elapsed.processor();
  }

  @Override
  public void close() {
    arena.close();
  }
}
