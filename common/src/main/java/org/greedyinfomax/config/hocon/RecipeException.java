package org.greedyinfomax.config.hocon;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.List;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;

/** A recipe that cannot be used; the message says where it is wrong and what was expected. */
public final class RecipeException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** What the command line is called in complaints. */
  public static final String COMMAND_LINE = "command line";

  private static final int LONGEST_VALUE = 200; // that is quoted, in characters

  public RecipeException(String message, Throwable cause) {
    super(message, cause);
  }

  private RecipeException(String message) {
    super(message);
  }

  /** Returns a key that no recipe has. */
  public static RecipeException unknownKey(
      String prefix, String key, ConfigValue value, List<String> known) {
    String closest = Spelling.closest(key, known);
    return new RecipeException(
        Text.format(
            "unknown key \"%s%s\" (%s): did you mean \"%s%s\"?",
            prefix, key, place(value), prefix, closest));
  }

  /** Returns a key that recipes of earlier versions had. */
  static RecipeException outdatedKey(String path, ConfigValue value, String instead) {
    return new RecipeException(
        Text.format(
            "\"%s\" (%s) is a key of earlier versions: write %s now", path, place(value), instead));
  }

  /** Returns a key that every recipe has. */
  public static RecipeException missingKey(String path, String expected, String source) {
    return new RecipeException(
        Text.format("missing key \"%s\" (%s): it must be %s", path, source, expected));
  }

  /** Returns a value of the wrong type. */
  public static RecipeException mismatch(String path, String expected, ConfigValue value) {
    return new RecipeException(
        Text.format(
            "%s must be %s, but is %s (%s)",
            path, expected, shortened(value.render(ConfigRenderOptions.concise())), place(value)));
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
  }

  /** Returns a value of the right type that breaks a rule. */
  public static RecipeException violation(
      IllegalArgumentException rule, String prefix, String place) {
    return new RecipeException(Text.format("%s%s (%s)", prefix, rule.getMessage(), place), rule);
  }

  /** Returns a text that includes what it must not. */
  public static RecipeException included(String name, String what, String rule) {
    return unreadable(name, Text.format("it includes %s, but %s", what, rule));
  }

  /** Returns a text from which no recipe is read. */
  public static RecipeException unreadable(String name, String why) {
    return new RecipeException(Text.format("cannot read %s: %s", name, why));
  }

  /** File and line that set a value, or the command line. */
  public static String place(ConfigValue value) {
    String place = value.origin().description();
    return place.startsWith(COMMAND_LINE) ? COMMAND_LINE : place;
  }
}
