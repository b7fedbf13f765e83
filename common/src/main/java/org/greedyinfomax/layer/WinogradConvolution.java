package org.greedyinfomax.layer;

import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.WinogradTiles;
import org.greedyinfomax.tensor.WinogradTransforms;

/**
 * A convolution of 3 x 3 with stride 1 and a padding of 1 by {@link WinogradTransforms}: 16
 * products for each tile of four outputs instead of 36.
 *
 * <p>Weights are transformed once, and their gradients once, for however many images. Tiles are
 * transformed some hundreds at a time, and multiplied while they are still in the processor's
 * cache.
 */
final class WinogradConvolution implements ConvolutionAlgorithm {

  /** The kernel that it computes. */
  private static final Kernel KERNEL = Kernel.square(WinogradTransforms.KERNEL, 1, 1);

  /** Tiles at a time. */
  private static final int BLOCK = 256;

  /** Channels of input and output from which on the transforms take less than they save. */
  private static final int FEWEST_CHANNELS = 32;

  /** Tiles from which on the weights' transform takes less than it saves. */
  private static final int FEWEST_TILES = 64;

  /** Numbers in a row of an image, at most: some rows lie in arrays, and should in the cache. */
  private static final int LONGEST = 1 << 16;

  private final Engine engine;
  private final WinogradTransforms transforms;
  private final Parameter weight;
  private final Parameter bias;
  private final int in;
  private final int out;
  private final Arena arena;
  private final Tensor transformed; // weights [16, in, out]
  private final Tensor gradient; // at the transformed weights
  private boolean hasWeights;
  private boolean hasGradient;

  WinogradConvolution(
      Engine engine, WinogradTransforms transforms, Parameter weight, Parameter bias, Arena arena) {
    this.engine = engine;
    this.transforms = transforms;
    this.weight = weight;
    this.bias = bias;
    in = weight.value().length(2);
    out = weight.value().length(3);
    this.arena = arena;
    transformed = arena.allocate(WinogradTransforms.PLACES, in, out);
    gradient = arena.allocate(WinogradTransforms.PLACES, in, out);
  }

  /** Returns whether it computes this convolution, and sooner than by its definition. */
  static boolean suits(Kernel kernel, Tensor weight, int[] input) {
    int in = weight.length(2);
    int out = weight.length(3);
    return kernel.equals(KERNEL)
        && weight.length(0) == kernel.rows()
        && Math.min(in, out) >= FEWEST_CHANNELS
        && Math.min(input[1], input[2]) > 1
        && (long) input[2] * Math.max(in, out) <= LONGEST
        && tiles(input).count() >= FEWEST_TILES;
  }

  private static WinogradTiles tiles(int[] shape) {
    return new WinogradTiles(shape[0], shape[1], shape[2]);
  }

  @Override
  public void setOutput(Tensor x, Tensor y) {
    forward(x, y, transforms::setImages, engine::addBias);
  }

  @Override
  public void setRectified(Tensor x, Tensor y) {
    forward(x, y, transforms::setImages, engine::addBiasRelu);
  }

  @Override
  public void addOutput(Tensor x, Tensor y) {
    forward(x, y, transforms::addImages, engine::addBias);
  }

  /** The way from transformed tiles to images. */
  @FunctionalInterface
  private interface ToImages {
    void transform(WinogradTiles tiles, Tensor from, int line, Tensor images);
  }

  private void forward(Tensor x, Tensor y, ToImages toImages, Finish finish) {
    Tensor weights = transformedWeights();
    WinogradTiles tiles = tiles(x.shape());
    overBlocks(
        tiles,
        (line, end, seen, made) -> {
          transforms.ofImages(tiles, x, line, seen);
          for (int p = 0; p < WinogradTransforms.PLACES; p++) {
            engine.multiply(place(seen, p), place(weights, p), place(made, p));
          }
          toImages.transform(tiles, made, line, y);
          int start = tiles.firstPosition(line);
          finish.with(bias.value(), y.matrix().rows(start, tiles.firstPosition(end) - start));
        });
  }

  @Override
  public void addParameterGradients(Tensor x, Tensor dy) {
    engine.addColumnSums(dy.matrix(), bias.gradient());
    if (!hasGradient) {
      engine.fill(gradient.matrix(), 0);
      hasGradient = true;
    }
    WinogradTiles tiles = tiles(x.shape());
    overBlocks(
        tiles,
        (line, end, seen, made) -> {
          transforms.ofImages(tiles, x, line, seen);
          transforms.ofGradients(tiles, dy, line, made);
          for (int p = 0; p < WinogradTransforms.PLACES; p++) {
            engine.addProduct(place(seen, p).transposed(), place(made, p), place(gradient, p));
          }
        });
  }

  @Override
  public void setInputGradient(Tensor dy, Tensor dx) {
    backward(dy, dx, transforms::setImages);
  }

  @Override
  public void addInputGradient(Tensor dy, Tensor dx) {
    backward(dy, dx, transforms::addImages);
  }

  /** A convolution with the turned kernel. */
  private void backward(Tensor dy, Tensor dx, ToImages toImages) {
    Tensor weights = transformedWeights();
    WinogradTiles tiles = tiles(dx.shape());
    overBlocks(
        tiles,
        (line, end, made, seen) -> {
          transforms.ofImages(tiles, dy, line, seen);
          for (int p = 0; p < WinogradTransforms.PLACES; p++) {
            Matrix turned = place(weights, WinogradTransforms.turned(p)).transposed();
            engine.multiply(place(seen, p), turned, place(made, p));
          }
          toImages.transform(tiles, made, line, dx);
        });
  }

  @Override
  public void finish() {
    if (hasGradient) {
      transforms.addWeightGradients(gradient, weight.gradient());
      hasGradient = false;
    }
  }

  private Tensor transformedWeights() {
    if (!hasWeights) {
      transforms.ofWeights(weight.value(), transformed);
      hasWeights = true;
    }
    return transformed;
  }

  /** {@code [tiles or inputs, channels]}. */
  private static Matrix place(Tensor transformed, int p) {
    int rows = transformed.length(1);
    int columns = transformed.length(2);
    return transformed.rows((long) p * rows * columns, rows, columns, columns);
  }

  /** What is done with the tiles of lines {@code line} to {@code end}. */
  @FunctionalInterface
  private interface Block {

    /**
     * Does it.
     *
     * @param atInput {@code [16, tiles, in]}
     * @param atOutput {@code [16, tiles, out]}
     */
    void compute(int line, int end, Tensor atInput, Tensor atOutput);
  }

  /** Blocks follow from shapes alone, because the order of sums follows from the blocks. */
  private void overBlocks(WinogradTiles tiles, Block block) {
    int lines = tiles.lines();
    int most = Math.max(1, BLOCK / tiles.perLine());
    int blocks = (lines - 1) / most + 1;
    most = (lines - 1) / blocks + 1; // so that the last is about as large
    try (Arena.Frame scratch = arena.frame()) {
      Tensor inputs = arena.allocate(WinogradTransforms.PLACES, most * tiles.perLine(), in);
      Tensor outputs = arena.allocate(WinogradTransforms.PLACES, most * tiles.perLine(), out);
      for (int line = 0; line < lines; line += most) {
        int end = Math.min(line + most, lines);
        int count = (end - line) * tiles.perLine();
        block.compute(
            line,
            end,
            inputs.slice(0, WinogradTransforms.PLACES, count, in),
            outputs.slice(0, WinogradTransforms.PLACES, count, out));
      }
    }
  }
}
