package org.greedyinfomax.job.exchange;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.input.Normalization;
import org.greedyinfomax.tensor.StorageType;

/** What goes into an encoder and how, and what to beware of, in Markdown. */
final class InputCard {

  private final Recipe recipe;
  private final Normalization normalization;

  InputCard(Recipe recipe, Normalization normalization) {
    this.recipe = recipe;
    this.normalization = normalization;
  }

  /** What goes in. */
  String text() {
    return recipe.input() instanceof InputSettings.Images images
        ? ofImages(images)
        : ofAudio(recipe.audio());
  }

  private String ofAudio(InputSettings.Audio audio) {
    return Text.format(
        "`signal`, `[batch, time]`: mono at %d Hz; full scale is 1, so 16-bit samples are divided by"
            + " 32768. %s",
        audio.sampleRate(), normalized());
  }

  private String ofImages(InputSettings.Images images) {
    return Text.format(
        "`image`, `[batch, channel, row, column]`: %1$d x %1$d pixels, %2$s; full scale is 1, so bytes"
            + " are divided by 255. Of larger pictures `gim encode` takes the middle. %3$s The model"
            + " cuts the image into %4$d x %4$d patches of %5$d x %5$d pixels, %6$d apart, numbered"
            + " row by row.",
        images.cropSize(),
        images.channels() == 1 ? "in grey (0.299 R + 0.587 G + 0.114 B)" : "red, green and blue",
        normalized(),
        images.grid(),
        images.patchSize(),
        images.patchStride());
  }

  private String normalized() {
    if (recipe.input().isNormalizedByRecording()) {
      return Text.format(
          "ONNX models subtract the signal's own mean and divide by its own standard deviation (at"
              + " least %s) themselves, as training did with whole recordings: give them whole ones."
              + " Who builds a network of the weights must do so.",
          InputSettings.Audio.LEAST_DEVIATION);
    }
    return Text.format(
        "ONNX models subtract the mean %s and divide by the standard deviation %s themselves; who"
            + " builds a network of the weights must do so.",
        numbers(normalization.means()), numbers(normalization.standardDeviations()));
  }

  private static String numbers(List<Double> numbers) {
    return numbers.size() == 1 ? numbers.get(0).toString() : numbers.toString();
  }

  /** What to beware of, a line each. */
  List<String> limits() {
    List<String> limits = new ArrayList<>();
    if (recipe.input() instanceof InputSettings.Images) {
      limits.add("- Images have the size above, and no other.");
    } else {
      int fewest = recipe.stack().fewestFrames();
      if (fewest > 1) {
        limits.add(
            Text.format(
                "- A signal has at least %d samples, or there is not one frame. `gim encode`"
                    + " continues shorter ones by silence.",
                fewest));
      }
      limits.add(
          "- Signals of a batch have the same length: silence at an end is encoded like any other.");
    }
    if (recipe.stack().borders() == StorageType.FLOAT16) {
      limits.add(
          "- What a module hands on is rounded to float16. Programs whose sums differ in the last bit"
              + " may round to neighbours, so single numbers may differ in the third digit or fourth.");
    }
    return limits;
  }
}
