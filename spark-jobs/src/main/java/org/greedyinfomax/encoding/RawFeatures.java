package org.greedyinfomax.encoding;

import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Mfcc;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.input.Normalization;

/**
 * What a classifier has to go by where there is no network: the classical features of speech, or
 * the pixels that a network sees as a single frame.
 */
interface RawFeatures {

  /** The features of a recording or a picture. */
  Frames of(Content content);

  /** For what a recipe's network takes. */
  static RawFeatures of(Recipe recipe, Normalization normalization) {
    return recipe.input() instanceof InputSettings.Images images
        ? content -> pixels((Picture) content, images, normalization)
        : speech(((InputSettings.Audio) recipe.input()).sampleRate());
  }

  private static RawFeatures speech(int sampleRate) {
    Mfcc mfcc = new Mfcc(sampleRate);
    return content -> new Frames(Mfcc.CHANNELS, mfcc.of(((Clip) content).samples()));
  }

  /** The middle, {@code [row, column, channel]}, as the network sees it before it cuts patches. */
  private static Frames pixels(
      Picture picture, InputSettings.Images input, Normalization normalization) {
    Picture seen = input.channels() == Picture.GREY ? picture.grey() : picture;
    int top = (seen.rows() - input.cropSize()) / 2;
    int left = (seen.columns() - input.cropSize()) / 2;
    int width = input.cropSize() * input.channels(); // numbers of a row
    float[] pixels = new float[input.cropSize() * width];
    for (int i = 0; i < pixels.length; i++) {
      int place = ((top + i / width) * seen.columns() + left) * input.channels() + i % width;
      int level = Byte.toUnsignedInt(seen.pixels()[place]);
      pixels[i] = normalization.apply(i % input.channels(), level / 255.0);
    }
    return new Frames(pixels.length, pixels);
  }
}
