package org.greedyinfomax.training;

import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;

/** A recipe whose training takes milliseconds: two convolutions and a GRU of eight channels. */
public final class SmallRecipe {

  private static final String TEXT =
      """
      seed = 7
      input { kind = audio, sampleRate = 8000, cropSamples = 320 }
      modules = [
        { name = conv1, convolutions = [{ channels = 8, kernel = 8, stride = 4, padding = 2 }] }
        { name = conv2, convolutions = [{ channels = 8, kernel = 4, stride = 2, padding = 1 }] }
        { name = gru, convolutions = [], gru { hidden = 8, backpropagation = through-time } }
      ]
      initialization = uniform
      loss {
        kind = infonce, predictionSteps = 3, negatives = 4, negativeSampling = whole-batch, window = 0, skip = 0
        directions = [forward]
      }
      optimizer { learningRate = 1e-2, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 }
      training {
        epochs = 3, batchSize = 2, replicas = 3, localSteps = 5, order = simultaneous
        schedule = fused, checkpointInterval = 1
      }
      averaging { outerLearningRate = 1, outerMomentum = 0 }
      activations { dtype = float16, window = 2, budget = 1 GiB }
      corpus { where = "", shuffleRowGroups = 2 }
      ingest {
        layout = files, minSamples = 1, maxBadFraction = 0
        labels { folder = "", pattern = "", table = "" }
        splits {}
      }
      probe { label = "", testWhere = "", testFraction = 0.5, regParam = 0, maxIterations = 10 }
      synthesis { voices = 1, hours = 1 }
      """;

  private SmallRecipe() {}

  /**
   * On a {@link SmallCorpus}: 3 epochs of 4 steps, which are rounds of 5, 5 and 2.
   *
   * @param overrides texts {@code key=value}
   */
  public static Recipe with(String... overrides) {
    return RecipeReader.read("small.conf", TEXT, List.of(overrides));
  }
}
