package org.greedyinfomax.layer;

import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

import java.util.function.DoubleSupplier;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.Tensor;

/** Compares a layer's gradients with finite differences. */
final class LayerGradients {

  private LayerGradients() {}

  /**
   * Fails unless gradients are those of {@code Σ dy·y}.
   *
   * @param dx gradient at the input
   * @param weight with its gradient
   * @param bias with its gradient
   */
  static void assertDerivatives(
      Bench bench, Layer layer, Tensor x, Tensor dy, Tensor dx, Parameter weight, Parameter bias) {
    DoubleSupplier loss =
        () -> {
          try (Arena.Frame frame = bench.arena().frame()) {
            return bench.dot(dy, layer.forward(x, bench.arena()).output());
          }
        };
    assertGradient("x", bench.engine(), x, dx, loss);
    assertGradient("weight", bench.engine(), weight.value(), weight.gradient(), loss);
    assertGradient("bias", bench.engine(), bias.value(), bias.gradient(), loss);
  }
}
