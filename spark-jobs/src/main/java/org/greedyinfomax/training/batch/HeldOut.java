package org.greedyinfomax.training.batch;

import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;

/**
 * The samples that losses are measured on: always the same crops of held-out recordings, drawn by
 * the seed.
 *
 * @param crops whose first epoch they are
 * @param batches mini-batches of them
 */
public record HeldOut(Crops crops, int batches) {

  /** However many recordings are held out. */
  static final int MOST_BATCHES = 100;

  /**
   * How many mini-batches are measured.
   *
   * @param rows for each row group the rows in it that are held out
   * @throws IllegalArgumentException if they do not fill one
   */
  static int batches(Recipe recipe, List<int[]> rows) {
    int batchSize = recipe.training().batchSize();
    long count = Selection.count(rows);
    Check.argument(
        count >= batchSize,
        "validation.where = \"%s\" holds out %d rows, which do not fill a mini-batch of %d: hold out"
            + " more, or lower training.batchSize",
        recipe.validation().where(),
        count,
        batchSize);
    return (int) Math.min(MOST_BATCHES, count / batchSize);
  }
}
