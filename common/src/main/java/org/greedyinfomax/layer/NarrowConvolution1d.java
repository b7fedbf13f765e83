package org.greedyinfomax.layer;

import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Tensor;

/**
 * A {@link Convolution1d} whose windows have few numbers, as the first of an encoder of sound, and
 * whose time goes into its outputs: windows are copied side by side, and every output is written,
 * corrected and rectified while it is in the processor's cache. Backward likewise.
 */
public final class NarrowConvolution1d implements Layer {

  /** Numbers in a window up to which copying them costs less than a second product. */
  private static final int WIDEST = 32;

  private final Kernel kernel;
  private final Convolution2d convolution; // of images of one row

  /**
   * Makes a layer of the given parameters, which it shares with the caller.
   *
   * @throws IllegalArgumentException if the bias does not match the weight's outputs
   */
  public NarrowConvolution1d(
      Engine engine, int stride, int padding, Parameter weight, Parameter bias) {
    weight.value().require("convolution weight", -1, -1, -1);
    kernel = new Kernel(1, weight.value().length(0), stride, 0, 0, padding);
    convolution =
        new Convolution2d(engine, kernel, weight.reshaped(NarrowConvolution1d::ofOneRow), bias);
  }

  /** Returns whether a weight {@code [kernel, in, out]} is of this kind. */
  public static boolean suits(Tensor weight) {
    return weight.length(0) * weight.length(1) <= WIDEST;
  }

  private static Tensor ofOneRow(Tensor weight) {
    return weight.reshape(1, weight.length(0), weight.length(1), weight.length(2));
  }

  @Override
  public Pass forward(Tensor x, Arena arena) {
    x.require("convolution input", -1, -1, convolution.in());
    Check.argument(
        x.length(1) + 2 * kernel.beside() >= kernel.columns(),
        "a kernel of %d frames does not fit an input of %d frames",
        kernel.columns(),
        x.length(1));
    Tensor images = x.reshape(x.length(0), 1, x.length(1), x.length(2));
    Tensor outputs = arena.allocate(convolution.outputShape(images.shape()));
    convolution.setRectified(images, outputs, arena);
    Tensor y = outputs.reshape(outputs.length(0), outputs.length(2), outputs.length(3));
    return new Pass() {

      @Override
      public Tensor output() {
        return y;
      }

      @Override
      public void backwardToParameters(Tensor dy) {
        convolution.addRectifiedGradients(images, outputs, dy.reshape(outputs.shape()), arena);
      }

      @Override
      public Tensor backward(Tensor dy) {
        backwardToParameters(dy);
        Tensor dx = arena.allocate(x.shape());
        convolution.setInputGradient(
            dy.reshape(outputs.shape()), dx.reshape(images.shape()), arena);
        return dx;
      }
    };
  }
}
