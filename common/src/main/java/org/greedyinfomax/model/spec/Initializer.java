package org.greedyinfomax.model.spec;

import java.util.Arrays;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.RandomStream;

/** Draws the initial values of a parameter. */
public sealed interface Initializer {

  /** Draws all values, in the parameter's order. */
  double[] draw(int size, RandomStream random);

  /**
   * Uniform in ±bound, as PyTorch draws weights and biases by default.
   *
   * @param bound one over the root of the fan-in, or of the state's size in a GRU
   */
  record Uniform(double bound) implements Initializer {

    public Uniform {
      Check.argument(bound > 0, "bound must be more than 0, but is %s", bound);
    }

    /** Bound of a weight or bias by the number of inputs that an output sees. */
    static Uniform ofFanIn(double fanIn) {
      return new Uniform(1 / Math.sqrt(fanIn));
    }

    @Override
    public double[] draw(int size, RandomStream random) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        values[i] = (2 * random.nextDouble() - 1) * bound;
      }
      return values;
    }
  }

  /**
   * Normal around zero, as He and others (2015) draw weights.
   *
   * @param deviation more than 0
   */
  record Normal(double deviation) implements Initializer {

    private static final double TANH_GAIN = 5.0 / 3;

    public Normal {
      Check.argument(deviation > 0, "deviation must be more than 0, but is %s", deviation);
    }

    /** Keeps the size of signals through a tanh, for so many inputs that an output sees. */
    static Normal beforeTanh(double fanIn) {
      return new Normal(TANH_GAIN / Math.sqrt(fanIn));
    }

    @Override
    public double[] draw(int size, RandomStream random) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        values[i] = random.nextGaussian() * deviation;
      }
      return values;
    }
  }

  /**
   * Zero from a place on.
   *
   * @param seen how the others are drawn
   * @param count of the others, which come first
   */
  record Masked(Initializer seen, int count) implements Initializer {

    @Override
    public double[] draw(int size, RandomStream random) {
      return Arrays.copyOf(seen.draw(count, random), size);
    }
  }

  /**
   * Delta-orthogonal: a kernel is zero except at its centre, which holds a part of a random
   * orthogonal matrix, so that a deep network without normalization keeps the size of its signals.
   *
   * @param taps places of the kernel
   * @param centre the place that is not zero
   * @param in channels
   * @param out channels
   * @param gain factor of the orthogonal matrix
   * @param count kernels one after the other, each drawn by itself
   * @see <a href="https://arxiv.org/abs/1806.05393">Xiao and others (2018)</a>
   */
  record DeltaOrthogonal(int taps, int centre, int in, int out, double gain, int count)
      implements Initializer {

    public DeltaOrthogonal {
      Check.argument(
          taps >= 1 && centre >= 0 && centre < taps && in >= 1 && out >= 1 && count >= 1,
          "a kernel has its centre among its taps, and channels, but they are %d, %d, %d and %d",
          centre,
          taps,
          in,
          out);
    }

    @Override
    public double[] draw(int size, RandomStream random) {
      Check.argument(size == count * taps * in * out, "%s does not fit %d numbers", this, size);
      double[] values = new double[size];
      for (int k = 0; k < count; k++) {
        double[][] matrix = RandomOrthogonal.draw(Math.max(in, out), random);
        int start = (k * taps + centre) * in * out;
        for (int i = 0; i < in; i++) {
          for (int o = 0; o < out; o++) {
            values[start + i * out + o] = gain * matrix[o][i];
          }
        }
      }
      return values;
    }
  }
}
