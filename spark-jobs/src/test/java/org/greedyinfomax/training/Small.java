package org.greedyinfomax.training;

import java.io.IOException;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.model.spec.ModuleSpec;

/** What tests train on: both kinds of input, in milliseconds, with the same numbers of rounds. */
public enum Small {
  SOUNDS {
    @Override
    public void writeCorpus(String directory) throws IOException {
      SmallCorpus.write(directory, 1);
    }

    @Override
    public Recipe recipe(String... overrides) {
      return SmallRecipe.with(overrides);
    }

    @Override
    List<String> modules() {
      return SmallRecipe.OF_SOUNDS;
    }

    @Override
    Normalization normalization() {
      return new Normalization(List.of(SmallCorpus.MEAN), List.of(SmallCorpus.DEVIATION));
    }
  },
  PICTURES {
    @Override
    public void writeCorpus(String directory) throws IOException {
      SmallPictures.write(directory);
    }

    @Override
    public Recipe recipe(String... overrides) {
      return SmallRecipe.ofPictures(overrides);
    }

    @Override
    List<String> modules() {
      return SmallRecipe.OF_PICTURES;
    }

    @Override
    Normalization normalization() {
      return new Normalization(SmallPictures.MEANS, SmallPictures.DEVIATIONS);
    }
  };

  static final int ROWS = 26;

  /** Writes {@link #ROWS} rows in six shards of one row group each. */
  public abstract void writeCorpus(String directory) throws IOException;

  /**
   * A recipe of three modules: 3 epochs of 4 steps, which are rounds of 5, 5 and 2.
   *
   * @param overrides texts {@code key=value}
   */
  public abstract Recipe recipe(String... overrides);

  /** The recipe's modules as it has them in HOCON, lowest first. */
  abstract List<String> modules();

  /** What the corpus says of its values. */
  abstract Normalization normalization();

  /** The names of the recipe's modules, lowest first. */
  public List<String> names() {
    return recipe().stack().modules().stream().map(ModuleSpec::name).toList();
  }
}
