package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * Settings of the corpus: which rows are trained on, and how they are shuffled.
 *
 * @param where SQL condition on label columns that picks recordings; empty picks all
 * @param shuffleRowGroups row groups of the corpus that are shuffled together, at least 1
 * @param perClass how many recordings of each value of the label that is learned from, drawn by the
 *     seed, at least 1, or {@link LabelsPerClass#ALL}
 */
public record CorpusSettings(String where, int shuffleRowGroups, int perClass)
    implements Serializable {

  public CorpusSettings {
    Check.argument(
        shuffleRowGroups >= 1, "shuffleRowGroups must be at least 1, but is %d", shuffleRowGroups);
    Check.argument(
        LabelsPerClass.isValid(perClass),
        "perClass must be %s, but is %d",
        LabelsPerClass.RULE,
        perClass);
  }

  /** Returns whether all recordings that the condition picks are trained on. */
  public boolean takesAll() {
    return perClass == LabelsPerClass.ALL;
  }
}
