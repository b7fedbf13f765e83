package org.greedyinfomax.config;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings.Audio.Statistics;
import org.greedyinfomax.config.hocon.Section;

/** Which key of the section on the input is which component of its settings. */
final class InputKeys {

  static final String SECTION = "input";

  private static final String DECISIVE = "kind";
  private static final String CROP_SAMPLES = "cropSamples";
  private static final String NORMALIZATION = "normalization";

  /** Paths of what earlier versions had no keys for. */
  static final List<String> ADDED = List.of(SECTION + "." + NORMALIZATION);

  private static final List<String> AUDIO =
      List.of(DECISIVE, "sampleRate", CROP_SAMPLES, NORMALIZATION);
  private static final List<String> IMAGES =
      List.of(DECISIVE, "cropSize", "channels", "patchSize", "patchStride", "flip", NORMALIZATION);

  private InputKeys() {}

  /** Returns what a recipe is for decides which keys its input has. */
  static InputSettings read(Section root) {
    return root.section(SECTION, DECISIVE, InputKeys::keys, InputKeys::input);
  }

  private static List<String> keys(Section section) {
    return switch (section.choice(DECISIVE, ContentKind.class)) {
      case AUDIO -> AUDIO;
      case IMAGES -> IMAGES;
    };
  }

  private static InputSettings input(Section section) {
    return switch (section.choice(DECISIVE, ContentKind.class)) {
      case AUDIO ->
          new InputSettings.Audio(
              section.wholeNumber("sampleRate"),
              cropSamples(section),
              section.choice(NORMALIZATION, Statistics.class));
      case IMAGES -> images(section);
    };
  }

  /** A length, or a list of lengths. */
  private static List<Integer> cropSamples(Section section) {
    return section.isList(CROP_SAMPLES)
        ? section.wholeNumberList(CROP_SAMPLES)
        : List.of(section.wholeNumber(CROP_SAMPLES));
  }

  private static InputSettings.Images images(Section section) {
    Check.argument(
        !section.has(NORMALIZATION)
            || section.choice(NORMALIZATION, Statistics.class) == Statistics.CORPUS,
        "normalization must be corpus for images, but is recording");
    return new InputSettings.Images(
        section.wholeNumber("cropSize"),
        section.wholeNumber("channels"),
        section.wholeNumber("patchSize"),
        section.wholeNumber("patchStride"),
        section.flag("flip"));
  }

  static Map<String, Object> write(InputSettings input) {
    if (input instanceof InputSettings.Images images) {
      return RecipeKeys.tree(
          IMAGES,
          Text.word(ContentKind.IMAGES),
          images.cropSize(),
          images.channels(),
          images.patchSize(),
          images.patchStride(),
          images.flip(),
          Text.word(Statistics.CORPUS));
    }
    InputSettings.Audio audio = (InputSettings.Audio) input;
    return RecipeKeys.tree(
        AUDIO,
        Text.word(ContentKind.AUDIO),
        audio.sampleRate(),
        audio.cropSamples().size() == 1 ? audio.cropSamples().get(0) : audio.cropSamples(),
        Text.word(audio.normalization()));
  }

  /** Returns what training depends on: only what differs from how every version has trained. */
  static Map<String, Object> writeTraining(InputSettings input) {
    Map<String, Object> tree = write(input);
    if (!input.isNormalizedByRecording()) {
      tree.remove(NORMALIZATION);
    }
    return tree;
  }
}
