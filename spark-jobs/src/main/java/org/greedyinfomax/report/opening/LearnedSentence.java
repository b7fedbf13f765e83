package org.greedyinfomax.report.opening;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.LinearAccuracy;
import org.greedyinfomax.report.data.ProbeRow;

/** What probes find, in one sentence. */
final class LearnedSentence {

  private static final int MOST_LABELS = 3;

  private final Training training;
  private final List<LabelResult> labels;

  /** Of at least one label. */
  LearnedSentence(Training training, List<LabelResult> labels) {
    this.training = training;
    this.labels = labels.subList(0, Math.min(MOST_LABELS, labels.size()));
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (LabelResult label : labels) {
      String share = percent(label.top().trained());
      String right =
          parts.isEmpty()
              ? Text.format(
                  "“%s” right for %s of the test %s", label.label(), share, training.rows())
              : Text.format("“%s” for %s", label.label(), share);
      parts.add(right + compared(label));
    }
    return Text.format(
        "%sa linear classifier on the top module (%s) gets %s.",
        training.after(), labels.get(0).top().module(), joined(parts));
  }

  /** In parentheses, what there is to compare with. */
  private String compared(LabelResult label) {
    List<String> others = new ArrayList<>();
    label.raw().ifPresent(raw -> others.add(training.raw() + " " + percent(raw)));
    LinearAccuracy untrained = label.top().untrained();
    if (untrained.isMeasured()) {
      others.add("untrained " + percent(untrained));
    }
    ProbeRow best = label.best();
    if (best.trained().low() > label.top().trained().high()) {
      others.add(Text.format("best module, %s, %s", best.module(), percent(best.trained())));
    }
    return others.isEmpty() ? "" : others.stream().collect(Collectors.joining(", ", " (", ")"));
  }

  private static String joined(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  private static String percent(LinearAccuracy accuracy) {
    return Text.format("%.1f\u00a0%%", 100 * accuracy.share());
  }
}
