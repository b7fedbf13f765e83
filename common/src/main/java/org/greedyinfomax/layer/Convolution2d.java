package org.greedyinfomax.layer;

import java.util.function.Consumer;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.Windows;

/**
 * A convolution over the rows and columns of images, and bias: {@code y[r, c] = Σ_ij x[r·stride −
 * padding + i, c·stride − padding + j]·W[i, j] + b}, zeros beyond the edges.
 *
 * <pre>
 *   x  [images, rows, columns, in]                  W  [kernel rows, kernel columns, in, out]
 *   y  [images, outputRows, outputColumns, out]     b  [out]
 * </pre>
 *
 * <p>It is computed by {@link Im2colConvolution} or, where that takes longer, by {@link
 * WinogradConvolution}.
 */
public final class Convolution2d implements Layer {

  private final Engine engine;
  private final Parameter weight;
  private final Parameter bias;
  private final Kernel kernel;
  private final int in;
  private final int out;

  /**
   * Makes a layer with a square kernel of the given parameters, which it shares with the caller.
   *
   * @throws IllegalArgumentException if the kernel is not square, or if the bias does not match the
   *     weight's outputs
   */
  public Convolution2d(Engine engine, int stride, int padding, Parameter weight, Parameter bias) {
    this(engine, Kernel.square(size(weight), stride, padding), weight, bias);
  }

  /**
   * Makes a layer of the given parameters, which it shares with the caller.
   *
   * @param kernel as wide as the weight, and at most as high: rows of the weight below it are
   *     masked, neither read nor given a gradient
   * @throws IllegalArgumentException if the weight does not match the kernel, or the bias the
   *     weight's outputs
   */
  public Convolution2d(Engine engine, Kernel kernel, Parameter weight, Parameter bias) {
    weight.value().require("convolution weight", -1, kernel.columns(), -1, -1);
    Check.argument(
        kernel.rows() <= weight.value().length(0),
        "a weight of %d rows is too low for a kernel of %d",
        weight.value().length(0),
        kernel.rows());
    this.engine = engine;
    this.kernel = kernel;
    this.weight = weight;
    this.bias = bias;
    in = weight.value().length(2);
    out = weight.value().length(3);
    bias.value().require("convolution bias", out);
  }

  private static int size(Parameter weight) {
    weight.value().require("convolution weight", -1, -1, -1, -1);
    Check.argument(
        weight.value().length(1) == weight.value().length(0),
        "a convolution's kernel must be square, but is %d x %d",
        weight.value().length(0),
        weight.value().length(1));
    return weight.value().length(0);
  }

  /** Channels of its input. */
  int in() {
    return in;
  }

  /** Channels of its output. */
  int out() {
    return out;
  }

  /** Returns the shape of its output, for an input of the given shape. */
  int[] outputShape(int... input) {
    Windows windows = new Windows(input[0], input[1], input[2], in, kernel);
    return new int[] {windows.images(), windows.outputRows(), windows.outputColumns(), out};
  }

  @Override
  public Pass forward(Tensor x, Arena arena) {
    x.require("convolution input", -1, -1, -1, in);
    Tensor y = arena.allocate(outputShape(x.shape()));
    setOutput(x, y, arena);
    return new ConvolutionPass(x, y, arena);
  }

  /** {@code y = x∗W + b}. */
  void setOutput(Tensor x, Tensor y, Arena arena) {
    compute(x, arena, products -> products.setOutput(x, y));
  }

  /** {@code y = max(0, x∗W + b)}. */
  void setRectified(Tensor x, Tensor y, Arena arena) {
    compute(x, arena, products -> products.setRectified(x, y));
  }

  /** {@code y += x∗W + b}. */
  void addOutput(Tensor x, Tensor y, Arena arena) {
    compute(x, arena, products -> products.addOutput(x, y));
  }

  /** Adds to the gradients of weight and bias. */
  void addParameterGradients(Tensor x, Tensor dy, Arena arena) {
    compute(x, arena, products -> products.addParameterGradients(x, dy));
  }

  /** The same behind a ReLU that has put out {@code y}; {@code dy} becomes the gradient at it. */
  void addRectifiedGradients(Tensor x, Tensor y, Tensor dy, Arena arena) {
    windowProducts(arena).addRectifiedGradients(x, y, dy);
  }

  /** Sets {@code dx} to the gradient at the input. */
  void setInputGradient(Tensor dy, Tensor dx, Arena arena) {
    compute(dx, arena, products -> products.setInputGradient(dy, dx));
  }

  /** Adds the gradient at the input to {@code dx}. */
  void addInputGradient(Tensor dy, Tensor dx, Arena arena) {
    compute(dx, arena, products -> products.addInputGradient(dy, dx));
  }

  private void compute(Tensor input, Arena arena, Consumer<ConvolutionAlgorithm> act) {
    try (Arena.Frame scratch = arena.frame()) {
      ConvolutionAlgorithm products = products(input.shape(), arena);
      act.accept(products);
      products.finish();
    }
  }

  /**
   * Returns the way to compute it that suits inputs of the given shape, or parts of such inputs.
   */
  ConvolutionAlgorithm products(int[] input, Arena arena) {
    return engine
        .winogradTransforms()
        .filter(transforms -> WinogradConvolution.suits(kernel, weight.value(), input))
        .<ConvolutionAlgorithm>map(
            transforms -> new WinogradConvolution(engine, transforms, weight, bias, arena))
        .orElseGet(() -> windowProducts(arena));
  }

  private Im2colConvolution windowProducts(Arena arena) {
    return new Im2colConvolution(engine, kernel, weight, bias, arena);
  }

  private final class ConvolutionPass implements Pass {

    private final Tensor x;
    private final Tensor y;
    private final Arena arena;

    ConvolutionPass(Tensor x, Tensor y, Arena arena) {
      this.x = x;
      this.y = y;
      this.arena = arena;
    }

    @Override
    public Tensor output() {
      return y;
    }

    /** Only reads {@code dy}. */
    @Override
    public void backwardToParameters(Tensor dy) {
      addParameterGradients(x, dy, arena);
    }

    /** Only reads {@code dy}. */
    @Override
    public Tensor backward(Tensor dy) {
      addParameterGradients(x, dy, arena);
      Tensor dx = arena.allocate(x.shape());
      setInputGradient(dy, dx, arena);
      return dx;
    }
  }
}
