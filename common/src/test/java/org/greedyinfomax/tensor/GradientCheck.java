package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Compares a gradient computed by hand with central differences of the function itself. */
public final class GradientCheck {

  /** Near the cube root of double's precision, where truncation and rounding errors balance. */
  private static final double STEP = 1e-5;

  private static final double TOLERANCE = 1e-7;

  private GradientCheck() {}

  /**
   * Asserts that {@code gradient} is the derivative of {@code function} at {@code point}.
   *
   * @param gradient read before the function is called, which may change it
   * @param function must read {@code point} anew at each call; {@code point} is nudged and restored
   */
  public static void assertGradient(
      String name, Engine engine, Tensor point, Tensor gradient, DoubleSupplier function) {
    assertThat(engine.precision()).as("a gradient check needs doubles").isEqualTo(Precision.DOUBLE);
    assertThat(gradient.shape()).as("shape of d%s", name).isEqualTo(point.shape());
    double[] analytic = engine.doubles(gradient);
    for (int i = 0; i < analytic.length; i++) {
      double numeric = derivative(engine, point, i, function);
      double scale = Math.max(1, Math.max(Math.abs(numeric), Math.abs(analytic[i])));
      assertThat(Math.abs(analytic[i] - numeric) / scale)
          .as(
              "d%s[%d] of shape %s: analytic %.9g, numeric %.9g",
              name, i, Arrays.toString(point.shape()), analytic[i], numeric)
          .isLessThan(TOLERANCE);
    }
  }

  private static double derivative(Engine engine, Tensor point, int i, DoubleSupplier function) {
    double[] original = engine.doubles(point);
    double[] nudged = original.clone();
    nudged[i] = original[i] + STEP;
    engine.write(nudged, point);
    double above = function.getAsDouble();
    nudged[i] = original[i] - STEP;
    engine.write(nudged, point);
    double below = function.getAsDouble();
    engine.write(original, point);
    return (above - below) / (2 * STEP);
  }
}
