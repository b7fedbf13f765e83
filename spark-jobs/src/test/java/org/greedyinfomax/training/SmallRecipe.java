package org.greedyinfomax.training;

import java.nio.file.Path;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;

/** A recipe whose training takes milliseconds: two convolutions and a GRU of eight channels. */
public final class SmallRecipe {

  /** The modules on a {@link SmallCorpus}, lowest first. */
  public static final List<String> OF_SOUNDS =
      List.of(
          "{ name = conv1, layers = [{ kind = convolution1d, channels = 8, kernel = 8, stride ="
              + " 4, padding = 2 }] }",
          "{ name = conv2, layers = [{ kind = convolution1d, channels = 8, kernel = 4, stride ="
              + " 2, padding = 1 }] }",
          "{ name = gru, layers = [{ kind = gru, hidden = 8, backpropagation = through-time }] }");

  /** The modules on {@link SmallPictures}, lowest first. */
  static final List<String> OF_PICTURES =
      List.of(
          """
          {
            name = stage1
            layers = [
              { kind = convolution2d, channels = 4, kernel = 3, stride = 1, padding = 1 }
              { kind = residual, branch = basic, width = 4, stride = 1, count = 1 }
            ]
          }
          """,
          "{ name = stage2, layers = [{ kind = residual, branch = bottleneck, width = 2, stride"
              + " = 2, count = 2 }] }",
          """
          {
            name = stage3
            layers = [{ kind = residual, branch = basic, width = 6, stride = 1, count = 1 }]
            context { kind = pixelcnn, layers = 2 }
          }
          """);

  private static final String TEXT =
      """
      seed = 7
      input { kind = audio, sampleRate = 8000, cropSamples = 320, normalization = corpus }
      initialization = uniform
      loss {
        kind = infonce, predictionSteps = 3, negatives = 4, negativeSampling = whole-batch, window = 0, skip = 0
        directions = [forward]
      }
      optimizer {
        learningRate = 1e-2, schedule = constant, warmupSteps = 0
        beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8
      }
      training {
        epochs = 3, batchSize = 2, replicas = 3, localSteps = 5, order = simultaneous
        schedule = fused, checkpointInterval = 1
      }
      averaging { outerLearningRate = 1, outerMomentum = 0 }
      activations { dtype = float16, window = 2, budget = 1 GiB }
      corpus { where = "", shuffleRowGroups = 2, perClass = all }
      validation { where = "", interval = 1, patience = 0, minImprovement = 0 }
      ingest {
        kind = ${input.kind}, layout = files, column = "", minSamples = 1, channel = mix
        maxSeconds = 0, segmentSeconds = 0, channels = 3, minSize = 1
        size = 0, maxPixels = 1000000, background = white, framesPerSecond = 0, maxBadFraction = 0
        labels { folder = "", pattern = "", table = "" }
        splits {}
      }
      probe {
        label = "", testWhere = "", testFraction = 0.5, pooling = mean, regParam = 0, maxIterations = 10
        neighbours = 3, raw = true, nuisance = true, frameLabels = "", frameOffset = front
        interval = 0, corpus = "", perClass = [], draws = 2
      }
      synthesis { voices = 1, hours = 1, microphones = recording }
      device = auto
      """;

  private static final String PICTURES =
      """
      input = null
      input {
        kind = images, cropSize = 12, channels = 3, patchSize = 6, patchStride = 3, flip = true
      }
      loss { predictionSteps = 1, negativeSampling = all-targets, skip = 1, directions = [down] }
      """;

  private SmallRecipe() {}

  /** The key that gives a recipe these modules. */
  public static String modules(List<String> modules) {
    return "modules=[" + String.join(", ", modules) + "]";
  }

  /**
   * On {@link SmallPictures}: the same rounds, of residual blocks, the last module with a PixelCNN.
   *
   * @param overrides texts {@code key=value}
   */
  public static Recipe ofPictures(String... overrides) {
    return RecipeReader.read(
        "pictures.conf", TEXT + PICTURES + modules(OF_PICTURES), List.of(overrides));
  }

  /**
   * On a {@link SmallCorpus}: the same rounds and modules, which learn a label for every 10 ms.
   *
   * @param file with the labels
   * @param overrides texts {@code key=value}
   */
  public static Recipe ofFrames(Path file, String... overrides) {
    String loss =
        """
        loss = null
        loss { kind = supervised, frameLabels = "%s", frameOffset = 1, classes = 3 }
        """
            .formatted(file);
    return RecipeReader.read("frames.conf", TEXT + loss + modules(OF_SOUNDS), List.of(overrides));
  }

  /**
   * On a {@link SmallCorpus}: modules that learn who speaks.
   *
   * @param modules lowest first
   * @param overrides texts {@code key=value}
   */
  public static Recipe ofLabels(List<String> modules, String... overrides) {
    String loss = "loss = null\nloss { kind = supervised, label = speaker, classes = 2 }\n";
    return RecipeReader.read("labels.conf", TEXT + loss + modules(modules), List.of(overrides));
  }

  /**
   * On a {@link SmallCorpus}: 3 epochs of 4 steps, which are rounds of 5, 5 and 2.
   *
   * @param overrides texts {@code key=value}
   */
  public static Recipe with(String... overrides) {
    return RecipeReader.read("small.conf", TEXT + modules(OF_SOUNDS), List.of(overrides));
  }
}
