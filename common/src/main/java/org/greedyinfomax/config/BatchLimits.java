package org.greedyinfomax.config;

import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;

/** How large a mini-batch may be: its numbers, and those made of it, lie in arrays of Java. */
final class BatchLimits {

  /** Numbers in the longest array that every Java makes. */
  private static final double LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  private BatchLimits() {}

  /**
   * Checks what the lowest module receives.
   *
   * @throws IllegalArgumentException if it is too much
   */
  static void requireInput(SampleShape sample, int batchSize) {
    requireArray(
        batchSize * numbers(sample),
        Text.format("a mini-batch of %d times %s", batchSize, sample),
        "take a smaller training.batchSize, or a smaller "
            + (sample instanceof SampleShape.Sequence ? "input.cropSamples" : "input.cropSize"));
  }

  /**
   * Checks what modules put out, and what their losses compare.
   *
   * @throws IllegalArgumentException if it is too much
   */
  static void requireOutputs(StackSpec stack, SampleShape sample, int batchSize) {
    for (int m = 0; m < stack.modules().size(); m++) {
      String name = stack.modules().get(m).name();
      SampleShape output = stack.output(m, sample);
      requireArray(
          batchSize * numbers(output),
          Text.format(
              "what module \"%s\" makes of a mini-batch, %d times %s,", name, batchSize, output),
          "take a smaller training.batchSize, shorter or smaller samples, or fewer channels");
      if (stack.loss(m) instanceof InfoNceSpec loss) {
        double places =
            loss.window() == 0 ? output.places() : Math.min(loss.window(), output.places());
        requireArray(
            batchSize * places * loss.negatives(),
            Text.format(
                "what module \"%s\" compares with, %d times %.0f places by loss.negatives = %d,",
                name, batchSize, places, loss.negatives()),
            "take fewer loss.negatives or a smaller training.batchSize");
      }
    }
  }

  private static void requireArray(double numbers, String what, String remedy) {
    Check.argument(
        numbers <= LONGEST_ARRAY,
        "%s has %.0f numbers, but may have %.0f: %s",
        what,
        numbers,
        LONGEST_ARRAY,
        remedy);
  }

  /** Numbers of one sample, which may be more than whole numbers can count. */
  private static double numbers(SampleShape sample) {
    return sample.axes().stream().mapToDouble(SampleShape.Axis::length).reduce(1, (a, b) -> a * b);
  }
}
