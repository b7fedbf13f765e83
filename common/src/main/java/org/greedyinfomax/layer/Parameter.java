package org.greedyinfomax.layer;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.greedyinfomax.tensor.Tensor;

/** Numbers that are learned, or were and are frozen now. */
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

  /** A parameter that has no gradient: no pass goes back to it. */
  public static Parameter frozen(Tensor value) {
    return new Parameter(value, Optional.empty());
  }

  public Tensor value() {
    return value;
  }

  /**
   * The gradient.
   *
   * @throws IllegalStateException if the parameter is frozen
   */
  public Tensor gradient() {
    return gradient.orElseThrow(
        () -> new IllegalStateException("a frozen parameter has no gradient"));
  }

  /** The same numbers, and the same gradient, in another shape. */
  Parameter reshaped(UnaryOperator<Tensor> shape) {
    return new Parameter(shape.apply(value), gradient.map(shape));
  }
}
