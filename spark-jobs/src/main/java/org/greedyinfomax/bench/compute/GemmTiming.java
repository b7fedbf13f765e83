package org.greedyinfomax.bench.compute;

import java.util.Random;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.GemmShape;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;

/** Times a product of matrices of noise, again and again the same ones. */
public final class GemmTiming implements AutoCloseable {

  /**
   * About as fast as an engine multiplies. What else a benchmark measures is compared with it, turn
   * by turn.
   */
  public static final GemmShape YARDSTICK = new GemmShape(1024, 1024, 1024, false, false);

  private static final double SECONDS = 0.2; // for each measurement

  private final Engine engine;
  private final GemmShape product;
  private final Arena arena;
  private final Matrix a;
  private final Matrix b;
  private final Matrix c;

  public GemmTiming(Engine engine, GemmShape product) {
    this.engine = engine;
    this.product = product;
    arena = new Arena(engine);
    a = noise(product.rows(), product.inner(), product.isLeftTransposed());
    b = noise(product.inner(), product.columns(), product.isRightTransposed());
    c = arena.zeros(product.rows(), product.columns()).matrix();
  }

  private Matrix noise(int rows, int columns, boolean isTransposed) {
    Random random = new Random(0);
    float[] numbers = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    Tensor tensor = isTransposed ? arena.allocate(columns, rows) : arena.allocate(rows, columns);
    engine.write(numbers, tensor);
    return isTransposed ? tensor.matrix().transposed() : tensor.matrix();
  }

  /** What the product takes now. */
  Elapsed measure() {
    return Elapsed.meanOfGoes(SECONDS, () -> engine.multiply(a, b, c));
  }

  /** 10⁹ FLOP per second of processor time, as they are now. */
  public double gflops() {
    return 1e-9 * product.flops() / measure().processor();
  }

  /** 10⁹ FLOP per second on the clock, over some seconds. */
  public double gflopsOnTheClock(double seconds) {
    long start = System.nanoTime();
    double elapsed = 0;
    int goes = 0;
    while (elapsed < seconds) {
      engine.multiply(a, b, c);
      goes++;
      elapsed = (System.nanoTime() - start) * 1e-9;
    }
    return 1e-9 * product.flops() * goes / elapsed;
  }

  @Override
  public void close() {
    arena.close();
  }
}
