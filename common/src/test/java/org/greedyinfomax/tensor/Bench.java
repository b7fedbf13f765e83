package org.greedyinfomax.tensor;

import java.util.Arrays;
import org.greedyinfomax.tensor.RandomStream.Purpose;

/** An engine, its memory, and numbers that are the same in each run and in both precisions. */
public final class Bench implements AutoCloseable {

  private final Engine engine;
  private final Arena arena;
  private final RandomStream random = RandomStream.of(7, Purpose.INITIALIZATION);

  public Bench(Precision precision) {
    this(EveryEngine.CPU, precision);
  }

  public Bench(EveryEngine engines, Precision precision) {
    engine = engines.in(precision);
    arena = new Arena(engine);
  }

  public Engine engine() {
    return engine;
  }

  public Arena arena() {
    return arena;
  }

  /** A tensor of the given numbers. */
  public Tensor of(double[] numbers, int... shape) {
    Tensor tensor = arena.allocate(shape);
    engine.write(numbers, tensor);
    return tensor;
  }

  /** A tensor of numbers uniform in (-1, 1), each of which is a float. */
  public Tensor random(int... shape) {
    double[] numbers = new double[(int) Tensor.sizeOf(shape)];
    Arrays.setAll(numbers, i -> (float) (2 * random.nextDouble() - 1));
    return of(numbers, shape);
  }

  public Tensor zeros(int... shape) {
    return arena.zeros(shape);
  }

  public double[] read(Tensor tensor) {
    return engine.doubles(tensor);
  }

  /** {@code Σ aᵢbᵢ}: with {@code b} an output and {@code a} its gradient, a loss. */
  public double dot(Tensor a, Tensor b) {
    double[] x = read(a);
    double[] y = read(b);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Override
  public void close() {
    arena.close();
  }
}
