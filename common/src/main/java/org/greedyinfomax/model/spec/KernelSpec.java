package org.greedyinfomax.model.spec;

import java.util.List;
import java.util.function.Function;
import org.greedyinfomax.layer.Convolution2d;
import org.greedyinfomax.layer.Parameter;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Kernel;

/**
 * A convolution across a grid of patches, which keeps the grid's size.
 *
 * @param name that its parameters' names begin with
 * @param kernel what it sees
 * @param rows of its weight; those below the kernel's are masked
 * @param in channels
 * @param out channels
 */
record KernelSpec(String name, Kernel kernel, int rows, int in, int out) {

  private static final Kernel POSITION = Kernel.square(1, 1, 0);

  /** Returns a convolution that sees a place alone. */
  static KernelSpec position(String name, int in, int out) {
    return new KernelSpec(name, POSITION, 1, in, out);
  }

  /** Inputs that an output sees, and those that are masked. */
  int fanIn() {
    return rows * kernel.columns() * in;
  }

  /** Weight and bias; masked weights are zero. */
  List<ParameterSpec> parameters(Initializer initial) {
    Initializer weights =
        kernel.rows() < rows ? new Initializer.Masked(initial, kernel.taps() * in * out) : initial;
    return List.of(
        new ParameterSpec(name + ".weight", List.of(rows, kernel.columns(), in, out), weights),
        new ParameterSpec(name + ".bias", List.of(out), Initializer.Uniform.ofFanIn(fanIn())));
  }

  Convolution2d build(Engine engine, Function<String, Parameter> parameters) {
    return new Convolution2d(
        engine, kernel, parameters.apply(name + ".weight"), parameters.apply(name + ".bias"));
  }

  /** FLOPs of the products, those with masked weights among them. */
  long products(int places) {
    return 2L * places * fanIn() * out;
  }
}
