package org.greedyinfomax.model.spec;

/**
 * FLOPs of products and of their gradients: a multiplication and the addition that takes its result
 * count as 2.
 *
 * @param forward of the products
 * @param backward of the gradients at the sides that learn
 */
public record Flops(long forward, long backward) {

  /** Nothing to compute. */
  public static final Flops NONE = new Flops(0, 0);

  /**
   * Products of which one side learns, which costs what the products cost.
   *
   * @param otherGradient of the other side
   */
  public static Flops of(long products, long otherGradient) {
    return new Flops(products, products + otherGradient);
  }

  public Flops plus(Flops other) {
    return new Flops(forward + other.forward, backward + other.backward);
  }
}
