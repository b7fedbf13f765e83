package org.greedyinfomax.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.List;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;

/** A recipe that cannot be used; the message says where it is wrong and what was expected. */
final class RecipeException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;
  private static final int LONGEST_VALUE = 200; // that is quoted, in characters

  RecipeException(String message, Throwable cause) {
    super(message, cause);
  }

  private RecipeException(String message) {
    super(message);
  }

  /** A key that no recipe has. */
  static RecipeException unknownKey(
      String prefix, String key, ConfigValue value, List<String> known) {
    String closest = Spelling.closest(key, known);
    return new RecipeException(
        Text.format(
            "unknown key \"%s%s\" (%s): did you mean \"%s%s\"?",
            prefix, key, place(value), prefix, closest));
  }

  /** A key that every recipe has. */
  static RecipeException missingKey(String path, String expected, String source) {
    return new RecipeException(
        Text.format("missing key \"%s\" (%s): it must be %s", path, source, expected));
  }

  /** A value of the wrong type. */
  static RecipeException mismatch(String path, String expected, ConfigValue value) {
    return new RecipeException(
        Text.format(
            "%s must be %s, but is %s (%s)",
            path, expected, shortened(value.render(ConfigRenderOptions.concise())), place(value)));
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
  }

  /** A value of the right type that breaks a rule. */
  static RecipeException violation(IllegalArgumentException rule, String prefix, String place) {
    return new RecipeException(Text.format("%s%s (%s)", prefix, rule.getMessage(), place), rule);
  }

  /** A text that includes what it must not. */
  static RecipeException included(String name, String what, String rule) {
    return unreadable(name, Text.format("it includes %s, but %s", what, rule));
  }

  /** A text from which no recipe is read. */
  static RecipeException unreadable(String name, String why) {
    return new RecipeException(Text.format("cannot read %s: %s", name, why));
  }

  /** File and line that set a value, or the command line. */
  static String place(ConfigValue value) {
    String place = value.origin().description();
    return place.startsWith(RecipeReader.COMMAND_LINE) ? RecipeReader.COMMAND_LINE : place;
  }
}
