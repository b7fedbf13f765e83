package org.greedyinfomax.ingest.shard;

import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.PictureSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.data.conversion.AudioConverter;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.data.conversion.FrameSampling;
import org.greedyinfomax.data.conversion.LengthLimits;
import org.greedyinfomax.data.conversion.PictureConverter;

/** What is done to every file, whether it becomes a row of a corpus or is encoded at once. */
public final class Conversion {

  private Conversion() {}

  /** The conversion that a recipe's network needs. */
  public static ContentConverter of(Recipe recipe) {
    return of(sampleRate(recipe), recipe.ingest());
  }

  /** The rate that a recipe's recordings are converted to; 0 for images. */
  public static int sampleRate(Recipe recipe) {
    return recipe.input() instanceof InputSettings.Audio audio ? audio.sampleRate() : 0;
  }

  static ContentConverter of(int sampleRate, IngestSettings settings) {
    PictureSettings pictures = settings.pictures();
    return switch (settings.kind()) {
      case AUDIO ->
          new AudioConverter(
              sampleRate,
              settings.minSamples(),
              settings.channel(),
              new LengthLimits(settings.length().maxSeconds(), settings.length().segmentSeconds()));
      case IMAGES ->
          new PictureConverter(
              pictures.channels(),
              pictures.minSize(),
              pictures.size(),
              pictures.maxPixels(),
              pictures.background(),
              new FrameSampling(pictures.framesPerSecond(), settings.length().maxSeconds()));
    };
  }
}
