package org.greedyinfomax.training.batch;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.activation.NamedBatch;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;

/** What a run learns from beside its samples, if its loss is supervised. */
public sealed interface TrainingLabels extends Serializable permits SampleLabels, FrameTargets {

  /** Of a run that learns without labels. */
  TrainingLabels NONE = new SampleLabels("", List.of());

  /**
   * Finds the labels of the rows that are trained on.
   *
   * @param rows for each row group the rows in it
   * @throws IllegalArgumentException if they do not fit the recipe, or a row has none
   */
  static TrainingLabels of(Configuration hadoop, Recipe recipe, Corpus corpus, List<int[]> rows)
      throws IOException {
    Finder finder =
        recipe
            .stack()
            .loss()
            .accept(
                new LossSpec.Visitor<>() {
                  @Override
                  public Finder infoNce(InfoNceSpec loss) {
                    return () -> NONE;
                  }

                  @Override
                  public Finder supervised(SupervisedSpec loss) {
                    return () -> SampleLabels.of(corpus, rows, loss);
                  }

                  @Override
                  public Finder frameSupervised(FrameSupervisedSpec loss) {
                    return () ->
                        FrameTargets.of(hadoop, corpus, rows, loss, recipe.input().sample());
                  }
                });
    return finder.find();
  }

  /** Reads labels, which may fail. */
  interface Finder {
    TrainingLabels find() throws IOException;
  }

  /** Number of a row's class, which names of its samples carry. */
  int of(Map<String, String> labels);

  /** The mini-batch with the classes that its loss needs, as far as they follow from names. */
  NamedBatch labelled(NamedBatch batch);
}
