package org.greedyinfomax.layer;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.greedyinfomax.tensor.Tensor;

/**
 * A tensor of numbers that are learned, with its gradient, or of numbers that are frozen, without
 * one.
 */
public final class Parameter {

  private final Tensor value;
  private final Optional<Tensor> gradient;

  private Parameter(Tensor value, Optional<Tensor> gradient) {
    this.value = value;
    this.gradient = gradient;
  }

  /**
   * Makes a parameter that learns.
   *
   * @param value the numbers
   * @param gradient of the loss with respect to them, of the same shape; backward passes add to it
   */
  public Parameter(Tensor value, Tensor gradient) {
    this(value, Optional.of(gradient));
  }

  /** Returns a parameter that has no gradient: no pass goes back to it. */
  public static Parameter frozen(Tensor value) {
    return new Parameter(value, Optional.empty());
  }

  public Tensor value() {
    return value;
  }

  /**
   * Returns the gradient.
   *
   * @throws IllegalStateException if the parameter is frozen
   */
  public Tensor gradient() {
    return gradient.orElseThrow(
        () -> new IllegalStateException("a frozen parameter has no gradient"));
  }

  /** Returns the same numbers, and the same gradient, in another shape. */
  Parameter reshaped(UnaryOperator<Tensor> shape) {
    return new Parameter(shape.apply(value), gradient.map(shape));
  }
}
