package org.greedyinfomax.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scopt.OptionParser;
import scopt.Read;

/** Reads the words after a command with scopt, and writes the command's help. */
final class ScoptParser extends OptionParser<Arguments> {

  private static final String UNKNOWN_OPTION = "unknown option --";

  private final Verb verb;
  private final List<String> errors = new ArrayList<>();

  ScoptParser(Verb verb) {
    super("gim " + verb.word());
    this.verb = verb;
    verb.flags().forEach(this::define);
    if (!verb.subject().isEmpty()) {
      this.<String>arg(verb.subject(), Read.stringRead())
          .action((word, arguments) -> arguments.withOption(Arguments.SUBJECT, word));
    }
    if (!verb.keys().isEmpty()) {
      this.<String>arg("key=value", Read.stringRead())
          .optional()
          .unbounded()
          .text(verb.keys())
          .action((override, arguments) -> arguments.withOverride(override));
    }
    opt(Gim.VERBOSE.substring(2), Read.unitRead()).text("show a failure's stack trace, too");
    opt("help", Read.unitRead()).text("print this");
  }

  private void define(Flag flag) {
    if (flag.isSwitch()) {
      opt(flag.name(), Read.unitRead())
          .text(flag.text())
          .action((nothing, arguments) -> arguments.withOption(flag.name(), ""));
    } else {
      this.<String>opt(flag.name(), Read.stringRead())
          .minOccurs(flag.required() ? 1 : 0)
          .maxOccurs(flag.repeats() ? Integer.MAX_VALUE : 1)
          .valueName(flag.value())
          .text(flag.text())
          .action(
              (value, arguments) ->
                  flag.repeats()
                      ? arguments.withRepeated(flag.name(), value)
                      : arguments.withOption(flag.name(), value));
    }
  }

  /**
   * Reads the words.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  Arguments read(List<String> words) {
    Option<Arguments> arguments =
        parse(CollectionConverters.asScala(words).toSeq(), Arguments.NONE);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", errors));
    }
    return arguments.get();
  }

  @Override
  public void reportError(String message) {
    errors.add(
        withSuggestion(message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1)));
  }

  private String withSuggestion(String message) {
    if (!message.startsWith(UNKNOWN_OPTION)) {
      return message;
    }
    List<String> names = verb.flags().stream().map(Flag::name).toList();
    String name = message.substring(UNKNOWN_OPTION.length());
    return Text.format("%s: did you mean --%s?", message, Spelling.closest(name, names));
  }

  /** Errors come without the whole help, which would hide them. */
  @Override
  public Option<Object> showUsageOnError() {
    return Option.apply(false);
  }
}
