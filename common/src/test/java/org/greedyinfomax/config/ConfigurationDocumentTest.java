package org.greedyinfomax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greedyinfomax.config.TestRecipes.ROOT;
import static org.greedyinfomax.config.TestRecipes.preset;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ConfigurationDocumentTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\S+)` \\|.*\\|.*\\| (`.*`) \\|$");
  private static final Pattern CODE = Pattern.compile("`(.*?)`");

  private static final Pattern IMAGES = Pattern.compile("(?ms)^## Images$.*?(?=^## )");

  @Test
  void namesEveryKeyInOrderWithItsValueInSpeechSmall() throws IOException {
    Map<String, List<String>> expected = new LinkedHashMap<>();
    flatten("", RecipeKeys.write(preset("speech-small")), expected);

    assertThat(documented(IMAGES.matcher(document()).replaceAll("")))
        .containsExactlyEntriesOf(expected);
  }

  @Test
  void namesEveryKeyThatOnlyImagesHaveWithItsValueInImagesSmall() throws IOException {
    Map<String, Object> input = new LinkedHashMap<>();
    ConfigObject preset =
        ConfigFactory.parseFile(ROOT.resolve("conf/images-small.conf").toFile()).root();
    input.put("input", preset.get("input").unwrapped());
    input.put("modules", preset.get("modules").unwrapped());
    Map<String, List<String>> expected = new LinkedHashMap<>();
    flatten("", input, expected);
    expected.put("modules[].context.kind", List.of("pixelcnn")); // of images-small-cpc
    expected.put("modules[].context.layers", List.of("4"));
    expected.keySet().removeAll(List.of("input.kind", "input.normalization", "modules[].name"));

    Matcher section = IMAGES.matcher(document());
    assertThat(section.find()).isTrue();
    assertThat(documented(section.group())).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static String document() throws IOException {
    return Files.readString(ROOT.resolve("docs/configuration.md"));
  }

  private static Map<String, List<String>> documented(String document) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    ROW.matcher(document).results().forEach(row -> values.put(row.group(1), codes(row.group(2))));
    return values;
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell)
        .results()
        .map((MatchResult code) -> normalized(code.group(1)))
        .toList();
  }

  /** An empty list is the value of its key, except within a module, which another one fills. */
  private static void flatten(String path, Object value, Map<String, List<String>> leaves) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      String prefix = path.isEmpty() ? "" : path + ".";
      map.forEach((key, child) -> flatten(prefix + key, child, leaves));
    } else if (value instanceof List<?> list && (!list.isEmpty() || path.contains("[]"))) {
      list.forEach(element -> flatten(path + "[]", element, leaves));
    } else {
      leaves.computeIfAbsent(path, key -> new ArrayList<>()).add(normalized(spelled(value)));
    }
  }

  private static String spelled(Object value) {
    return value.equals("") ? "\"\"" : value.toString();
  }

  private static String normalized(String value) {
    return value.matches("[-+0-9.eE]+")
        ? new BigDecimal(value).stripTrailingZeros().toString()
        : value;
  }
}
