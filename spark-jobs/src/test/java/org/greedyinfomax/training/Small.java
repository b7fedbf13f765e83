package org.greedyinfomax.training;

import java.io.IOException;
import org.greedyinfomax.config.Recipe;

/** What tests train on: both kinds of input, in milliseconds, with the same numbers of rounds. */
enum Small {
  SOUNDS {
    @Override
    void writeCorpus(String directory) throws IOException {
      SmallCorpus.write(directory, 1);
    }

    @Override
    Recipe recipe(String... overrides) {
      return SmallRecipe.with(overrides);
    }
  },
  PICTURES {
    @Override
    void writeCorpus(String directory) throws IOException {
      SmallPictures.write(directory);
    }

    @Override
    Recipe recipe(String... overrides) {
      return SmallRecipe.ofPictures(overrides);
    }
  };

  /** Writes 26 rows in six shards of one row group each. */
  abstract void writeCorpus(String directory) throws IOException;

  /**
   * A recipe of three modules: 3 epochs of 4 steps, which are rounds of 5, 5 and 2.
   *
   * @param overrides texts {@code key=value}
   */
  abstract Recipe recipe(String... overrides);
}
