package org.greedyinfomax.input;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.ImageContents;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.RandomStream;

/** How rows of a corpus become what the lowest module receives. */
public sealed interface NetworkInput extends Serializable permits RecordingInput, PictureInput {

  /**
   * Where a training sample lies in what it was cut from.
   *
   * @param start its first sample, or its first pixel, counted row by row
   * @param mirrored whether left and right are exchanged
   */
  record View(int start, boolean mirrored) {}

  /** The input of a recipe's network. */
  static NetworkInput of(Recipe recipe, Normalization normalization) {
    return recipe.input() instanceof InputSettings.Images images
        ? new PictureInput(images, normalization)
        : new RecordingInput((InputSettings.Audio) recipe.input(), recipe.stack(), normalization);
  }

  /** What a network sees of pictures before they are cut: one patch as large as the crop. */
  static NetworkInput uncut(InputSettings.Images images, Normalization normalization) {
    int size = images.cropSize();
    return new PictureInput(
        new InputSettings.Images(size, images.channels(), size, size, images.flip()),
        normalization);
  }

  /**
   * Checks that a recipe's network can take all rows of a corpus.
   *
   * @throws IllegalArgumentException saying what does not fit
   */
  static void requireFits(Recipe recipe, Corpus corpus) {
    if (recipe.input() instanceof InputSettings.Audio audio) {
      int rate = corpus.audio().sampleRate();
      Check.argument(
          rate == audio.sampleRate(),
          "the corpus %s has %d samples per second, but input.sampleRate is %d: ingest it at that"
              + " rate or change the recipe",
          corpus.path(),
          rate,
          audio.sampleRate());
      return;
    }
    InputSettings.Images settings = (InputSettings.Images) recipe.input();
    ImageContents images = corpus.images();
    Check.argument(
        images.channels() >= settings.channels(),
        "the corpus %s is grey, but input.channels is %d: ingest it in colour or set"
            + " input.channels = 1",
        corpus.path(),
        settings.channels());
    Check.argument(
        Math.min(images.leastRows(), images.leastColumns()) >= settings.cropSize(),
        "the corpus %s has pictures of %d rows or %d columns, but input.cropSize is %d: ingest it"
            + " with ingest.minSize = %d or ingest.size = %d, or change the recipe",
        corpus.path(),
        images.leastRows(),
        images.leastColumns(),
        settings.cropSize(),
        settings.cropSize(),
        settings.cropSize());
  }

  /**
   * Checks that a network can take a recording or picture that no corpus holds.
   *
   * @param name what to call it in errors
   * @throws BadFileException if it is too small, or has too few channels
   */
  void requireTakes(Content content, String name) throws BadFileException;

  /** What training samples there are, the smallest first. */
  List<SampleShape> samples();

  /**
   * Writes a training sample: a random part of the content, normalized.
   *
   * @param sample one of {@link #samples}
   * @param random of this row and epoch
   * @param at where it begins in {@code into}
   */
  View crop(Content content, SampleShape sample, RandomStream random, float[] into, int at);

  /** All of a recording, or the middle of a picture, normalized: what is encoded. */
  MiniBatch.Samples whole(Content content);
}
