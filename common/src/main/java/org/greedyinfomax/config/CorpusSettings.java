package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * Which recordings are trained on, and how they are shuffled.
 *
 * @param where SQL condition on label columns that picks recordings; empty picks all
 * @param shuffleRowGroups row groups of the corpus that are shuffled together, at least 1
 */
public record CorpusSettings(String where, int shuffleRowGroups) implements Serializable {

  public CorpusSettings {
    Check.argument(
        shuffleRowGroups >= 1, "shuffleRowGroups must be at least 1, but is %d", shuffleRowGroups);
  }
}
