package org.greedyinfomax.job.reproduce;

import java.util.Map;

/**
 * Test accuracies in percent, from tables 1 and 3 of Löwe, O'Connor, Veeling (2019). They are
 * recalled, and have not been read again in the paper: {@link #CAVEAT} goes wherever they go.
 */
final class PaperNumbers {

  /** What must be said beside the numbers. */
  static final String CAVEAT =
      "The paper's numbers are recalled from its tables, and have not been read again there: look"
          + " them up before you rely on them.";

  /** Of what is read off the input, or off an encoder before its first step. */
  static final String RAW = "raw features";

  static final String UNTRAINED = "untrained";

  /** What a table has where the paper has no number. */
  static final String NONE = "–";

  private static final Map<String, String> PICTURES =
      Map.of(
          UNTRAINED,
          "27.0",
          Method.SUPERVISED.text(),
          "71.4",
          Method.GREEDY_SUPERVISED.text(),
          "65.2",
          Method.CPC.text(),
          "80.5 ± 3.1",
          Method.GREEDY_INFOMAX.text(),
          "81.9 ± 0.3");

  private static final Map<String, String> SPEAKERS =
      Map.of(
          UNTRAINED,
          "1.9",
          RAW,
          "17.6",
          Method.SUPERVISED.text(),
          "98.9",
          Method.GREEDY_SUPERVISED.text(),
          "98.7",
          Method.CPC.text(),
          "99.6",
          Method.GREEDY_INFOMAX.text(),
          "99.4");

  private static final Map<String, String> PHONES =
      Map.of(
          UNTRAINED,
          "27.6",
          RAW,
          "39.7",
          Method.SUPERVISED.text(),
          "77.7",
          Method.GREEDY_SUPERVISED.text(),
          "73.4",
          Method.CPC.text(),
          "64.9",
          Method.GREEDY_INFOMAX.text(),
          "62.5");

  private PaperNumbers() {}

  /** Of whole pictures or recordings. */
  static String of(Experiment experiment, String row) {
    return (experiment == Experiment.STL10 ? PICTURES : SPEAKERS).getOrDefault(row, NONE);
  }

  /** Of single frames. */
  static String ofPhones(String row) {
    return PHONES.getOrDefault(row, NONE);
  }
}
