package org.greedyinfomax.layer;

import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Matrix;
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
 * <p>Windows of the input are copied side by side, some hundreds at a time, and multiplied while
 * they are still in the processor's cache. A kernel of one position with stride 1 is one product,
 * without a copy.
 */
public final class Convolution2d implements Layer {

  /** Numbers of windows or outputs at a time, if windows are many enough: a megabyte. */
  private static final int BLOCK = 1 << 18;

  /** Windows copied at a time at least: with fewer, products spend their time on the weights. */
  private static final int WINDOWS = 256;

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

  /** The shape of its output, for an input of the given shape. */
  int[] outputShape(int... input) {
    Windows windows = windows(input);
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
    overProducts(x, y, arena, engine::multiply, engine::addBias);
  }

  /** {@code y = max(0, x∗W + b)}. */
  void setRectified(Tensor x, Tensor y, Arena arena) {
    overProducts(x, y, arena, engine::multiply, engine::addBiasRelu);
  }

  /** {@code y += x∗W + b}. */
  void addOutput(Tensor x, Tensor y, Arena arena) {
    overProducts(x, y, arena, engine::addProduct, engine::addBias);
  }

  /** A product that is written, or added, to its last argument. */
  @FunctionalInterface
  private interface Product {
    void compute(Matrix a, Matrix b, Matrix c);
  }

  /** What is done with a product while it is in the processor's cache. */
  @FunctionalInterface
  private interface Finish {
    void with(Tensor bias, Matrix y);
  }

  private void overProducts(Tensor x, Tensor y, Arena arena, Product product, Finish finish) {
    Windows windows = windows(x.shape());
    Matrix weights = taps(weight.value());
    if (windows.arePositions()) {
      product.compute(x.matrix(), weights, y.matrix());
      finish.with(bias.value(), y.matrix());
      return;
    }
    overBlocks(
        windows,
        arena,
        (start, columns) -> {
          Matrix rows = y.matrix().rows(start, columns.rows());
          engine.unfold(windows, x, start, columns);
          product.compute(columns, weights, rows);
          finish.with(bias.value(), rows);
        });
  }

  /** Adds to the gradients of weight and bias. */
  void addParameterGradients(Tensor x, Tensor dy, Arena arena) {
    Windows windows = windows(x.shape());
    engine.addColumnSums(dy.matrix(), bias.gradient());
    Matrix gradient = taps(weight.gradient());
    if (windows.arePositions()) {
      engine.addProduct(x.matrix().transposed(), dy.matrix(), gradient);
      return;
    }
    overBlocks(
        windows,
        arena,
        (start, columns) -> {
          engine.unfold(windows, x, start, columns);
          Matrix slopes = dy.matrix().rows(start, columns.rows());
          engine.addProduct(columns.transposed(), slopes, gradient);
        });
  }

  /** The same behind a ReLU that has put out {@code y}; {@code dy} becomes the gradient at it. */
  void addRectifiedGradients(Tensor x, Tensor y, Tensor dy, Arena arena) {
    Windows windows = windows(x.shape());
    Matrix gradient = taps(weight.gradient());
    overBlocks(
        windows,
        arena,
        (start, columns) -> {
          Matrix slopes = dy.matrix().rows(start, columns.rows());
          engine.reluGradient(y.matrix().rows(start, columns.rows()), slopes);
          engine.addColumnSums(slopes, bias.gradient());
          engine.unfold(windows, x, start, columns);
          engine.addProduct(columns.transposed(), slopes, gradient);
        });
  }

  /** Sets {@code dx} to the gradient at the input. */
  void setInputGradient(Tensor dy, Tensor dx, Arena arena) {
    if (windows(dx.shape()).arePositions()) {
      engine.multiply(dy.matrix(), taps(weight.value()).transposed(), dx.matrix());
      return;
    }
    engine.fill(dx.matrix(), 0);
    addInputGradient(dy, dx, arena);
  }

  /** Adds the gradient at the input to {@code dx}. */
  void addInputGradient(Tensor dy, Tensor dx, Arena arena) {
    Windows windows = windows(dx.shape());
    Matrix weights = taps(weight.value()).transposed();
    if (windows.arePositions()) {
      engine.addProduct(dy.matrix(), weights, dx.matrix());
      return;
    }
    overBlocks(
        windows,
        arena,
        (start, columns) -> {
          Matrix slopes = dy.matrix().rows(start, columns.rows());
          engine.multiply(slopes, weights, columns);
          engine.foldAdd(windows, columns, start, dx);
        });
  }

  private Windows windows(int[] shape) {
    return new Windows(shape[0], shape[1], shape[2], in, kernel);
  }

  /** {@code [taps·in, out]}: what is not masked. */
  private Matrix taps(Tensor weights) {
    return weights.matrix().rows(0, kernel.taps() * in);
  }

  /** What is done with some windows, from {@code start} on, each a row of {@code columns}. */
  @FunctionalInterface
  private interface Block {
    void compute(int start, Matrix columns);
  }

  /** Blocks follow from shapes alone, because the order of sums follows from the blocks. */
  private void overBlocks(Windows windows, Arena arena, Block block) {
    int count = windows.count();
    int most = Math.max(WINDOWS, BLOCK / Math.max(windows.length(), out));
    int blocks = (count - 1) / most + 1;
    most = (count - 1) / blocks + 1; // so that the last is about as large
    try (Arena.Frame scratch = arena.frame()) {
      Matrix columns = arena.allocate(most, windows.length()).matrix();
      for (int start = 0; start < count; start += most) {
        block.compute(start, columns.rows(0, Math.min(most, count - start)));
      }
    }
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
