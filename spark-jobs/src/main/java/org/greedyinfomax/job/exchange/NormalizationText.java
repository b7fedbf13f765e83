package org.greedyinfomax.job.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.modality.Normalization;

/** A normalization as a word, {@code MEAN/DEVIATION[,MEAN/DEVIATION]...}, one pair a channel. */
public final class NormalizationText {

  private static final String PAIR = "[^/]+/[^/]+";

  private NormalizationText() {}

  /** The word, which reads back to the same numbers. */
  static String write(Normalization normalization) {
    return IntStream.range(0, normalization.means().size())
        .mapToObj(
            c -> normalization.means().get(c) + "/" + normalization.standardDeviations().get(c))
        .collect(Collectors.joining(","));
  }

  /**
   * Reads a word.
   *
   * @param name what errors call it
   * @throws IllegalArgumentException if it is none
   */
  public static Normalization read(String name, String word) {
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (String pair : Arrays.asList(word.split(",", -1))) {
      Check.argument(
          pair.matches(PAIR),
          "%s must be MEAN/DEVIATION for each channel, separated by commas, but is \"%s\"",
          name,
          word);
      String[] numbers = pair.split("/", -1);
      means.add(number(name, numbers[0]));
      deviations.add(number(name, numbers[1]));
    }
    return new Normalization(means, deviations);
  }

  private static double number(String name, String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          Text.format("%s has \"%s\" where a number is expected", name, word), e);
    }
  }
}
