package org.greedyinfomax.layer;

import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;

/**
 * A convolution over time, bias and ReLU: {@code y[t] = max(0, Σ_j x[t·stride − padding + j]·W[j] +
 * b)}, zeros beyond both ends.
 *
 * <pre>
 *   x  [batch, time, in]       W  [kernel, in, out]
 *   y  [batch, frames, out]    b  [out]
 * </pre>
 *
 * <p>Every {@code stride} taps of the kernel are one matrix product on a view of the padded input:
 * row {@code t} of part {@code p} starts at frame {@code (t + p)·stride} and the next row one
 * stride later, so nothing is copied but the padding. Backward likewise.
 */
public final class Convolution1d implements Layer {

  private final Engine engine;
  private final Parameter weight;
  private final Parameter bias;
  private final int kernel;
  private final int stride;
  private final int padding;
  private final int in;
  private final int out;

  /**
   * Makes a layer of the given parameters, which it shares with the caller.
   *
   * @throws IllegalArgumentException if the bias does not match the weight's outputs
   */
  public Convolution1d(Engine engine, int stride, int padding, Parameter weight, Parameter bias) {
    weight.value().require("convolution weight", -1, -1, -1);
    this.engine = engine;
    this.weight = weight;
    this.bias = bias;
    this.stride = stride;
    this.padding = padding;
    kernel = weight.value().length(0);
    in = weight.value().length(1);
    out = weight.value().length(2);
    bias.value().require("convolution bias", out);
  }

  @Override
  public Pass forward(Tensor x, Arena arena) {
    x.require("convolution input", -1, -1, in);
    int batch = x.length(0);
    int time = x.length(1);
    int span = time + 2 * padding - kernel;
    Check.argument(
        span >= 0, "a kernel of %d frames does not fit an input of %d frames", kernel, time);
    Geometry geometry = new Geometry(batch, time, span / stride + 1);

    Tensor padded = geometry.pad(x, arena);
    Tensor y = arena.allocate(batch, geometry.frames, out);
    for (int b = 0; b < batch; b++) {
      Matrix rows = geometry.output(y, b);
      engine.multiply(geometry.part(padded, b, 0), taps(weight.value(), 0), rows);
      for (int p = 1; p < parts(); p++) {
        engine.addProduct(geometry.part(padded, b, p), taps(weight.value(), p), rows);
      }
    }
    engine.addBiasRelu(bias.value(), y.matrix());
    return new ConvolutionPass(geometry, padded, y, arena);
  }

  private int parts() {
    return (kernel + stride - 1) / stride;
  }

  /** Taps of part {@code p}: the last part may have fewer than {@code stride}. */
  private int width(int p) {
    return Math.min(stride, kernel - p * stride);
  }

  /** {@code [width·in, out]}: the weights of one part. */
  private Matrix taps(Tensor weights, int p) {
    return weights.rows((long) p * stride * in * out, width(p) * in, out, out);
  }

  /** Sizes of one evaluation, and the views that the products work on. */
  private final class Geometry {

    private final int batch;
    private final int time;
    private final int frames;
    private final int paddedTime;
    private final int copied; // frames of the input that any output sees

    Geometry(int batch, int time, int frames) {
      this.batch = batch;
      this.time = time;
      this.frames = frames;
      paddedTime = (frames - 1) * stride + kernel;
      copied = Math.min(time, paddedTime - padding);
    }

    Tensor pad(Tensor x, Arena arena) {
      Tensor padded = arena.zeros(batch, paddedTime, in);
      engine.copy(inside(x, time, 0), inside(padded, paddedTime, padding));
      return padded;
    }

    /** Returns the frames that input and padded input share: a row for each sequence. */
    private Matrix inside(Tensor x, int length, int from) {
      return x.rows((long) from * in, batch, copied * in, length * in);
    }

    Matrix part(Tensor padded, int b, int p) {
      long start = ((long) b * paddedTime + (long) p * stride) * in;
      return padded.rows(start, frames, width(p) * in, stride * in);
    }

    Matrix output(Tensor y, int b) {
      return y.rows((long) b * frames * out, frames, out, out);
    }
  }

  private final class ConvolutionPass implements Pass {

    private final Geometry geometry;
    private final Tensor padded;
    private final Tensor y;
    private final Arena arena;

    ConvolutionPass(Geometry geometry, Tensor padded, Tensor y, Arena arena) {
      this.geometry = geometry;
      this.padded = padded;
      this.y = y;
      this.arena = arena;
    }

    @Override
    public Tensor output() {
      return y;
    }

    @Override
    public void backwardToParameters(Tensor dy) {
      engine.reluGradient(y.matrix(), dy.matrix());
      engine.addColumnSums(dy.matrix(), bias.gradient());
      for (int b = 0; b < geometry.batch; b++) {
        Matrix dOutput = geometry.output(dy, b);
        for (int p = 0; p < parts(); p++) {
          engine.addProduct(
              geometry.part(padded, b, p).transposed(), dOutput, taps(weight.gradient(), p));
        }
      }
    }

    @Override
    public Tensor backward(Tensor dy) {
      backwardToParameters(dy);
      Tensor dPadded = arena.zeros(geometry.batch, geometry.paddedTime, in);
      Tensor dx = arena.zeros(geometry.batch, geometry.time, in);
      for (int b = 0; b < geometry.batch; b++) {
        Matrix dOutput = geometry.output(dy, b);
        for (int p = 0; p < parts(); p++) {
          engine.addProduct(
              dOutput, taps(weight.value(), p).transposed(), geometry.part(dPadded, b, p));
        }
      }
      engine.copy(
          geometry.inside(dPadded, geometry.paddedTime, padding),
          geometry.inside(dx, geometry.time, 0));
      return dx;
    }
  }
}
