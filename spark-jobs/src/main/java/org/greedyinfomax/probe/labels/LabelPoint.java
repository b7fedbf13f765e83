package org.greedyinfomax.probe.labels;

import java.util.Collections;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.LabelsPerClass;

/**
 * The accuracies of linear classifiers that are fitted to the same number of labels of each class;
 * a point of a label curve.
 *
 * @param perClass labels of each class, or {@link LabelsPerClass#ALL}
 * @param rows that a classifier was fitted to: fewer than that times the classes if some have fewer
 * @param accuracies shares of test recordings in [0, 1], one for each draw of labels
 */
public record LabelPoint(int perClass, long rows, List<Double> accuracies) {

  public LabelPoint {
    Check.argument(!accuracies.isEmpty(), "accuracies must be of at least one draw");
    accuracies = List.copyOf(accuracies);
  }

  /** The mean over draws. */
  public double mean() {
    return accuracies.stream().mapToDouble(share -> share).sum() / accuracies.size();
  }

  /** The least share of all draws. */
  public double lowest() {
    return Collections.min(accuracies);
  }

  /** The largest share of all draws. */
  public double highest() {
    return Collections.max(accuracies);
  }
}
