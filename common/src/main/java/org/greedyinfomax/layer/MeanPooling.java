package org.greedyinfomax.layer;

import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.MatrixBatch;
import org.greedyinfomax.tensor.Tensor;

/**
 * The mean over the positions of every image: {@code y = Σ x / (rows·columns)}. It learns nothing.
 *
 * <pre>
 *   x  [images, rows, columns, channels]
 *   y  [images, channels]
 * </pre>
 */
public final class MeanPooling implements Layer {

  private final Engine engine;
  private final boolean isInPlace;

  /** Makes a layer whose input stays as it is. */
  public MeanPooling(Engine engine) {
    this(engine, false);
  }

  private MeanPooling(Engine engine, boolean isInPlace) {
    this.engine = engine;
    this.isInPlace = isInPlace;
  }

  /**
   * Makes a layer whose gradient takes the place of its input: for layers below that do not need
   * what they put out in the backward pass, as convolutions of images and residual blocks.
   */
  public static MeanPooling inPlace(Engine engine) {
    return new MeanPooling(engine, true);
  }

  @Override
  public Pass forward(Tensor x, Arena arena) {
    x.require("mean pooling input", -1, -1, -1, -1);
    Tensor y = arena.allocate(x.length(0), x.length(3));
    try (Arena.Frame scratch = arena.frame()) {
      engine.multiplyBatch(forEach(x, shares(x, arena)), positions(x), rows(y));
    }
    return new PoolingPass(x, y, arena);
  }

  /** {@code [1, rows·columns]}: what each position contributes to the mean. */
  private Matrix shares(Tensor x, Arena arena) {
    int positions = x.length(1) * x.length(2);
    Matrix shares = arena.allocate(1, positions).matrix();
    engine.fill(shares, 1.0 / positions);
    return shares;
  }

  /** Returns the same matrix for each image of {@code x}. */
  private static MatrixBatch forEach(Tensor x, Matrix shared) {
    return new MatrixBatch(shared, 0, x.length(0));
  }

  /** {@code [rows·columns, channels]} of each image. */
  private static MatrixBatch positions(Tensor x) {
    int positions = x.length(1) * x.length(2);
    Matrix first = x.matrix().rows(0, positions);
    return new MatrixBatch(first, (long) positions * x.length(3), x.length(0));
  }

  /** {@code [1, channels]}: each row of means. */
  private static MatrixBatch rows(Tensor y) {
    return new MatrixBatch(y.matrix().rows(0, 1), y.length(1), y.length(0));
  }

  private final class PoolingPass implements Pass {

    private final Tensor x;
    private final Tensor y;
    private final Arena arena;

    PoolingPass(Tensor x, Tensor y, Arena arena) {
      this.x = x;
      this.y = y;
      this.arena = arena;
    }

    @Override
    public Tensor output() {
      return y;
    }

    @Override
    public void backwardToParameters(Tensor dy) {}

    @Override
    public Tensor backward(Tensor dy) {
      Tensor dx = isInPlace ? x : arena.allocate(x.shape());
      try (Arena.Frame scratch = arena.frame()) {
        Matrix shares = shares(x, arena).transposed();
        engine.multiplyBatch(forEach(x, shares), rows(dy), positions(dx));
      }
      return dx;
    }
  }
}
