package org.greedyinfomax.layer;

import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Tensor;

/**
 * A {@link Convolution2d}, by one algorithm for images of one size: {@code y = x∗W + b} and its
 * gradients. What it holds lives in the frame of the arena in which it was made.
 */
interface ConvolutionAlgorithm {

  /** {@code y = x∗W + b}. */
  void setOutput(Tensor x, Tensor y);

  /** {@code y = max(0, x∗W + b)}. */
  void setRectified(Tensor x, Tensor y);

  /** {@code y += x∗W + b}. */
  void addOutput(Tensor x, Tensor y);

  /** Adds to the gradients of weight and bias, at the latest in {@link #finish}. */
  void addParameterGradients(Tensor x, Tensor dy);

  /** Sets {@code dx} to the gradient at the input. */
  void setInputGradient(Tensor dy, Tensor dx);

  /** Adds the gradient at the input to {@code dx}. */
  void addInputGradient(Tensor dy, Tensor dx);

  /** Adds what is not yet added to the parameters' gradients. */
  void finish();

  /** What is done with outputs while they are in the processor's cache. */
  @FunctionalInterface
  interface Finish {
    void with(Tensor bias, Matrix y);
  }
}
