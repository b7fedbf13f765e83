package org.greedyinfomax.layer;

import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.Windows;

/**
 * A convolution by its definition, with any kernel: windows of the input are copied side by side,
 * as many at a time as the engine likes, and multiplied: on a CPU while they are still in its
 * cache. A kernel of one position with stride 1 is one product, without a copy.
 */
final class Im2colConvolution implements ConvolutionAlgorithm {

  /** Windows copied at a time at least: with fewer, products spend their time on the weights. */
  private static final int WINDOWS = 256;

  private final Engine engine;
  private final Kernel kernel;
  private final Parameter weight;
  private final Parameter bias;
  private final int in;
  private final int out;
  private final Arena arena;

  Im2colConvolution(Engine engine, Kernel kernel, Parameter weight, Parameter bias, Arena arena) {
    this.engine = engine;
    this.kernel = kernel;
    this.weight = weight;
    this.bias = bias;
    in = weight.value().length(2);
    out = weight.value().length(3);
    this.arena = arena;
  }

  @Override
  public void setOutput(Tensor x, Tensor y) {
    overProducts(x, y, engine::multiply, engine::addBias);
  }

  @Override
  public void setRectified(Tensor x, Tensor y) {
    overProducts(x, y, engine::multiply, engine::addBiasRelu);
  }

  @Override
  public void addOutput(Tensor x, Tensor y) {
    overProducts(x, y, engine::addProduct, engine::addBias);
  }

  /** A product that is written, or added, to its last argument. */
  @FunctionalInterface
  private interface Product {
    void compute(Matrix a, Matrix b, Matrix c);
  }

  private void overProducts(Tensor x, Tensor y, Product product, Finish finish) {
    Windows windows = windows(x.shape());
    Matrix weights = taps(weight.value());
    if (windows.arePositions()) {
      product.compute(x.matrix(), weights, y.matrix());
      finish.with(bias.value(), y.matrix());
      return;
    }
    overBlocks(
        windows,
        (start, columns) -> {
          Matrix rows = y.matrix().rows(start, columns.rows());
          engine.im2col(windows, x, start, columns);
          product.compute(columns, weights, rows);
          finish.with(bias.value(), rows);
        });
  }

  @Override
  public void addParameterGradients(Tensor x, Tensor dy) {
    Windows windows = windows(x.shape());
    engine.addColumnSums(dy.matrix(), bias.gradient());
    Matrix gradient = taps(weight.gradient());
    if (windows.arePositions()) {
      engine.addProduct(x.matrix().transposed(), dy.matrix(), gradient);
      return;
    }
    overBlocks(
        windows,
        (start, columns) -> {
          engine.im2col(windows, x, start, columns);
          Matrix dRows = dy.matrix().rows(start, columns.rows());
          engine.addProduct(columns.transposed(), dRows, gradient);
        });
  }

  /** The same behind a ReLU that has put out {@code y}; {@code dy} becomes the gradient at it. */
  void addRectifiedGradients(Tensor x, Tensor y, Tensor dy) {
    Windows windows = windows(x.shape());
    Matrix gradient = taps(weight.gradient());
    overBlocks(
        windows,
        (start, columns) -> {
          Matrix dRows = dy.matrix().rows(start, columns.rows());
          engine.reluGradient(y.matrix().rows(start, columns.rows()), dRows);
          engine.addColumnSums(dRows, bias.gradient());
          engine.im2col(windows, x, start, columns);
          engine.addProduct(columns.transposed(), dRows, gradient);
        });
  }

  @Override
  public void setInputGradient(Tensor dy, Tensor dx) {
    if (windows(dx.shape()).arePositions()) {
      engine.multiply(dy.matrix(), taps(weight.value()).transposed(), dx.matrix());
      return;
    }
    engine.fill(dx.matrix(), 0);
    addInputGradient(dy, dx);
  }

  @Override
  public void addInputGradient(Tensor dy, Tensor dx) {
    Windows windows = windows(dx.shape());
    Matrix weights = taps(weight.value()).transposed();
    if (windows.arePositions()) {
      engine.addProduct(dy.matrix(), weights, dx.matrix());
      return;
    }
    overBlocks(
        windows,
        (start, columns) -> {
          Matrix dRows = dy.matrix().rows(start, columns.rows());
          engine.multiply(dRows, weights, columns);
          engine.col2im(windows, columns, start, dx);
        });
  }

  @Override
  public void finish() {}

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
  private void overBlocks(Windows windows, Block block) {
    int count = windows.count();
    int most =
        Math.max(WINDOWS, engine.blockSizes().windowNumbers() / Math.max(windows.length(), out));
    int blocks = (count - 1) / most + 1;
    most = (count - 1) / blocks + 1; // so that the last is about as large
    try (Arena.Frame scratch = arena.frame()) {
      Matrix columns = arena.allocate(most, windows.length()).matrix();
      for (int start = 0; start < count; start += most) {
        block.compute(start, columns.rows(0, Math.min(most, count - start)));
      }
    }
  }
}
