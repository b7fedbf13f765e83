package org.greedyinfomax.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.InputSettings.Audio.Statistics;
import org.greedyinfomax.config.hocon.Fields;
import org.greedyinfomax.config.hocon.Section;
import org.greedyinfomax.config.hocon.ValueType;

/** The section on the input, which has other keys for recordings than for images. */
final class InputKeys {

  static final String SECTION = "input";

  private static final String KIND = "kind";
  private static final String NORMALIZATION = "normalization";

  private static final Fields<InputSettings.Audio> AUDIO =
      Fields.of(InputSettings.Audio.class)
          .with(
              "cropSamples",
              new ValueType<>(Section::wholeNumbers, all -> all.size() == 1 ? all.get(0) : all));
  private static final Fields<InputSettings.Images> IMAGES = Fields.of(InputSettings.Images.class);

  private InputKeys() {}

  static InputSettings read(Section root) {
    return root.section(SECTION, InputKeys::keys, InputKeys::input);
  }

  private static List<String> keys(Section section) {
    return switch (section.choice(KIND, ContentKind.class)) {
      case AUDIO -> AUDIO.keys(KIND);
      case IMAGES -> IMAGES.keys(KIND, NORMALIZATION);
    };
  }

  private static InputSettings input(Section section) {
    return switch (section.choice(KIND, ContentKind.class)) {
      case AUDIO -> AUDIO.read(section);
      case IMAGES -> images(section);
    };
  }

  private static InputSettings.Images images(Section section) {
    Check.argument(
        !section.has(NORMALIZATION)
            || section.choice(NORMALIZATION, Statistics.class) == Statistics.CORPUS,
        "normalization must be corpus for images, but is recording");
    return IMAGES.read(section);
  }

  static Map<String, Object> write(InputSettings input) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(KIND, Text.word(input.kind()));
    tree.putAll(input.match(AUDIO::write, InputKeys::writeImages));
    return tree;
  }

  private static Map<String, Object> writeImages(InputSettings.Images images) {
    Map<String, Object> tree = IMAGES.write(images);
    tree.put(NORMALIZATION, Text.word(Statistics.CORPUS));
    return tree;
  }
}
