package org.greedyinfomax.probe.table;

import java.util.Arrays;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.corpus.Corpus;

/** The labels of a corpus that the settings of a probe name. */
public final class ProbedLabels {

  private ProbedLabels() {}

  /**
   * The labels to probe for, at least one.
   *
   * @throws IllegalArgumentException if there is none, or the corpus lacks one
   */
  public static List<String> required(ProbeSettings settings, Corpus corpus) {
    List<String> labels = named(settings);
    Check.argument(
        !labels.isEmpty(),
        "no label to probe for: name a column with --label or probe.label; the corpus %s has %s",
        corpus.path(),
        corpus.manifest().labelColumns());
    return labels;
  }

  /**
   * The labels to probe for, at least one, which must all be columns of the corpus: what
   * expressions make of them does not count.
   *
   * @throws IllegalArgumentException if there is none, or the corpus lacks one
   */
  public static List<String> requiredColumns(ProbeSettings settings, Corpus corpus) {
    required(settings, corpus);
    return columns(settings, corpus);
  }

  /**
   * The labels that are named, of which there may be none; all are columns of the corpus.
   *
   * @throws IllegalArgumentException if the corpus lacks one
   */
  public static List<String> columns(ProbeSettings settings, Corpus corpus) {
    List<String> labels = named(settings);
    List<String> columns = corpus.manifest().labelColumns();
    for (String label : labels) {
      Check.argument(
          columns.contains(label),
          "there is no label column \"%s\" in the corpus %s: choose one of %s with --label",
          label,
          corpus.path(),
          columns);
    }
    return labels;
  }

  /** The labels that are named, of which there may be none. */
  public static List<String> named(ProbeSettings settings) {
    return Arrays.stream(settings.label().split(","))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .toList();
  }
}
