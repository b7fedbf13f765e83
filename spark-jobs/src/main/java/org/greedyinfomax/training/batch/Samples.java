package org.greedyinfomax.training.batch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.modality.NetworkInput;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.run.Rounds;

/**
 * The samples of a run: crops that are trained on, and held-out ones on which losses are measured.
 *
 * @param trained what is learned from
 * @param heldOut what losses are measured on, if any are
 */
public record Samples(Crops trained, Optional<HeldOut> heldOut) {

  /**
   * The samples of some rows.
   *
   * @throws IllegalArgumentException if a row has no label that is learned from, or what is held
   *     out fills no mini-batch
   */
  public static Samples of(
      Configuration hadoop,
      Recipe recipe,
      Corpus corpus,
      Selection rows,
      Normalization normalization,
      Rounds rounds)
      throws IOException {
    TrainingLabels labels = TrainingLabels.of(hadoop, recipe, corpus, rows.all());
    NetworkInput input = Modality.of(recipe).input(normalization);
    SampleOrder order = order(recipe, rows.trained());
    Crops trained = new Crops(corpus, recipe, input, labels, order, rounds.stepsPerEpoch());
    if (!recipe.validation().isOn()) {
      return new Samples(trained, Optional.empty());
    }
    int batches = HeldOut.batches(recipe, rows.heldOut());
    SampleOrder drawn = order(recipe, rows.heldOut());
    Crops heldOut = new Crops(corpus, recipe, input, labels, drawn, batches);
    return new Samples(trained, Optional.of(new HeldOut(heldOut, batches)));
  }

  private static SampleOrder order(Recipe recipe, List<int[]> rows) {
    return new SampleOrder(recipe.seed(), rows, recipe.corpus().shuffleRowGroups());
  }
}
