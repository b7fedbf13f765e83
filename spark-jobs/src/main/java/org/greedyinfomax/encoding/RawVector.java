package org.greedyinfomax.encoding;

import java.util.Arrays;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Mfcc;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.input.Normalization;

/**
 * What a classifier has to go by where there is no network: the mean over time of the classical
 * features of speech, or the pixels that a network sees.
 */
interface RawVector {

  /** The vector of a recording or a picture, always of the same length. */
  Float[] of(Content content);

  /** For what a recipe's network takes. */
  static RawVector of(Recipe recipe, Normalization normalization) {
    return recipe.input() instanceof InputSettings.Images images
        ? content -> pixels((Picture) content, images, normalization)
        : speech(((InputSettings.Audio) recipe.input()).sampleRate());
  }

  private static RawVector speech(int sampleRate) {
    Mfcc mfcc = new Mfcc(sampleRate);
    return content -> new Frames(Mfcc.CHANNELS, mfcc.of(((Clip) content).samples())).mean();
  }

  /** The middle, {@code [row, column, channel]}, as the network sees it before it cuts patches. */
  private static Float[] pixels(
      Picture picture, InputSettings.Images input, Normalization normalization) {
    Picture seen = input.channels() == Picture.GREY ? picture.grey() : picture;
    int top = (seen.rows() - input.cropSize()) / 2;
    int left = (seen.columns() - input.cropSize()) / 2;
    int width = input.cropSize() * input.channels(); // numbers of a row
    Float[] pixels = new Float[input.cropSize() * width];
    Arrays.setAll(
        pixels,
        i -> {
          int place = ((top + i / width) * seen.columns() + left) * input.channels() + i % width;
          int level = Byte.toUnsignedInt(seen.pixels()[place]);
          return normalization.apply(i % input.channels(), level / 255.0);
        });
    return pixels;
  }
}
