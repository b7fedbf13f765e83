package org.greedyinfomax.config;

import java.nio.file.Path;
import java.util.List;

/** Recipes for tests: the presets, and one whose every value differs from theirs. */
final class TestRecipes {

  static final Path ROOT = Path.of(System.getProperty("project.root"));

  /** Every key, with values that no preset has. */
  static final String OTHER =
      """
      seed = -9223372036854775808
      input { kind = audio, sampleRate = 22050, cropSamples = 4000, normalization = recording }
      modules = [
        {
          name = lower
          layers = [
            { kind = convolution1d, channels = 3, kernel = 6, stride = 3, padding = 1 }
            { kind = convolution1d, channels = 5, kernel = 7, stride = 6, padding = 0 }
            { kind = gru, hidden = 9, backpropagation = one-step }
          ]
        }
        { name = upper-2, layers = [{ kind = convolution1d, channels = 11, kernel = 2, stride = 1, padding = 1 }] }
      ]
      initialization = uniform
      loss {
        kind = infonce, predictionSteps = 3, negatives = 7, negativeSampling = same-sequence, window = 50, skip = 0
        directions = [forward]
      }
      optimizer { learningRate = 1e-3, schedule = cosine, warmupSteps = 8, beta1 = 0.5, beta2 = 0.75, epsilon = 1e-7 }
      training {
        epochs = 21, batchSize = 22, replicas = 23, localSteps = 24, order = iterative
        schedule = [[0], [1]], checkpointInterval = 25
      }
      averaging { outerLearningRate = 0.7, outerMomentum = 0.9 }
      activations { dtype = float32, window = 3, budget = 5 MiB }
      corpus { where = "speaker = 'a' AND \\"take\\" < 3", shuffleRowGroups = 31, perClass = all }
      validation { where = "take = 4", interval = 32, patience = 0, minImprovement = 0.25 }
      ingest {
        kind = images, layout = table, column = picture, minSamples = 41, channel = louder
        maxSeconds = 45, segmentSeconds = 46, channels = 1
        minSize = 42, size = 43, maxPixels = 44000000000, background = reject, framesPerSecond = 2.5, maxBadFraction = 0.25
        labels { folder = room, pattern = "(?<digit>\\\\d)_.*", table = labels.csv }
        splits { "dev.clean" = lists/dev.txt, train = "/data/a b/train.txt" }
      }
      probe {
        label = digit, testWhere = "split = 'test'", testFraction = 0.5, pooling = "mean+deviation", regParam = 0
        maxIterations = 51, neighbours = 52, raw = false, nuisance = false, frameLabels = phones.txt
        frameOffset = 3
        interval = 4
        corpus = labelled
        perClass = [2, 5, all]
        draws = 6
      }
      synthesis { voices = 61, hours = 6.5, microphones = voice }
      device = cuda
      """;

  private TestRecipes() {}

  static Recipe preset(String name) {
    return RecipeReader.read(ROOT.resolve("conf").resolve(name + ".conf"), List.of());
  }

  static Recipe other(String... overrides) {
    return RecipeReader.read("other.conf", OTHER, List.of(overrides));
  }
}
