package org.greedyinfomax.modality;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;

/**
 * Makes stored numbers into numbers of mean 0 and deviation 1, channel by channel.
 *
 * @param means of the corpus or a recording, one for each channel of the network's input, as a
 *     fraction of full scale
 * @param standardDeviations likewise, more than 0
 */
public record Normalization(List<Double> means, List<Double> standardDeviations)
    implements Serializable {

  private static final double FULL_SCALE = 32768;

  public Normalization {
    Check.argument(
        !means.isEmpty() && means.size() == standardDeviations.size(),
        "every channel has a mean and a standard deviation, but there are %d and %d",
        means.size(),
        standardDeviations.size());
    for (int c = 0; c < means.size(); c++) {
      double deviation = standardDeviations.get(c);
      Check.argument(
          deviation > 0 && Double.isFinite(deviation) && Double.isFinite(means.get(c)),
          "the corpus is silent, blank or damaged: its mean is %s and its standard deviation %s",
          means.get(c),
          deviation);
    }
    means = List.copyOf(means);
    standardDeviations = List.copyOf(standardDeviations);
  }

  /**
   * Of a recording by itself. Sums are of whole numbers, so that they are the same everywhere.
   *
   * @param samples all of it, full scale being 32768; may be none
   */
  static Normalization ofRecording(short[] samples) {
    long sum = 0;
    long squares = 0;
    for (short sample : samples) {
      sum += sample;
      squares += sample * sample;
    }
    double mean = samples.length == 0 ? 0 : (double) sum / samples.length;
    double variance = samples.length == 0 ? 0 : (double) squares / samples.length - mean * mean;
    double deviation = Math.sqrt(Math.max(0, variance)) / FULL_SCALE;
    return new Normalization(
        List.of(mean / FULL_SCALE),
        List.of(Math.max(deviation, InputSettings.Audio.LEAST_DEVIATION)));
  }

  /** The number that a channel's {@code value}, a fraction of full scale, becomes. */
  float apply(int channel, double value) {
    return (float) ((value - means.get(channel)) / standardDeviations.get(channel));
  }

  /** Says what ONNX models do with it. */
  String text() {
    return Text.format(
        "ONNX models subtract the mean %s and divide by the standard deviation %s themselves; who"
            + " builds a network of the weights must do so.",
        numbers(means), numbers(standardDeviations));
  }

  private static String numbers(List<Double> numbers) {
    return numbers.size() == 1 ? numbers.get(0).toString() : numbers.toString();
  }
}
