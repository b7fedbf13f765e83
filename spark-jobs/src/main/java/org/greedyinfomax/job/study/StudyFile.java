package org.greedyinfomax.job.study;

import org.greedyinfomax.Check;

/**
 * What all trials of a study have in common; the content of {@code study.json}.
 *
 * @param version of the formats in the folder, {@link #VERSION}
 * @param corpus path of what is trained and probed on, as it was named first
 * @param corpusHash SHA-256 of its manifest
 * @param recipe without grid and seeds, as HOCON
 */
record StudyFile(int version, String corpus, String corpusHash, String recipe) {

  /** The formats that this program reads and writes. */
  static final int VERSION = 1;

  StudyFile {
    Check.argument(version == VERSION, "version must be %d, but is %d", VERSION, version);
  }

  /**
   * Checks that a study is of the same recipe and corpus, so that its trials can be added.
   *
   * @param folder of this one, for errors
   * @throws IllegalArgumentException if it is of another
   */
  void requireSame(String folder, StudyFile asked) {
    Check.argument(
        corpusHash.equals(asked.corpusHash),
        "%s holds a study on the corpus %s as it was then, but asked for is %s as it is now: give the"
            + " same corpus to go on, or choose another --output",
        folder,
        corpus,
        asked.corpus);
    Check.argument(
        recipe.equals(asked.recipe),
        "%s holds a study of another recipe (study.json has it): give the same --recipe and the same"
            + " keys to go on, or choose another --output; only --grid and --seeds may differ",
        folder);
  }
}
