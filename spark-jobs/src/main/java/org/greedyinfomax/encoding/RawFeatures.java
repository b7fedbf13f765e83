package org.greedyinfomax.encoding;

import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.features.Mfcc;
import org.greedyinfomax.input.NetworkInput;
import org.greedyinfomax.input.Normalization;

/**
 * The features of a classifier without a network: MFCC of speech, or the pixels that a network
 * sees, as a single frame.
 */
interface RawFeatures {

  /** The features of a recording or a picture. */
  Frames of(Content content);

  /** Numbers of a frame, of what such a network takes. */
  static int channels(InputSettings input) {
    return input instanceof InputSettings.Images images
        ? images.cropSize() * images.cropSize() * images.channels()
        : Mfcc.CHANNELS;
  }

  /** For what a recipe's network takes. */
  static RawFeatures of(Recipe recipe, Normalization normalization) {
    return recipe.input() instanceof InputSettings.Images images
        ? pixels(NetworkInput.uncut(images, normalization))
        : speech(((InputSettings.Audio) recipe.input()).sampleRate());
  }

  private static RawFeatures speech(int sampleRate) {
    Mfcc mfcc = new Mfcc(sampleRate);
    return content -> new Frames(Mfcc.CHANNELS, mfcc.of(((Clip) content).samples()));
  }

  private static RawFeatures pixels(NetworkInput input) {
    return content -> {
      float[] pixels = input.whole(content).numbers();
      return new Frames(pixels.length, pixels);
    };
  }
}
