package org.greedyinfomax.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;
import org.greedyinfomax.cli.command.Arguments;
import org.greedyinfomax.cli.command.Command;
import org.greedyinfomax.cli.command.Option;
import org.greedyinfomax.cli.command.Option.Presence;
import org.greedyinfomax.cli.command.TypedPaths;
import scala.jdk.javaapi.CollectionConverters;
import scopt.OptionParser;
import scopt.Read;

/** Reads the words after a command with scopt, and writes the command's help. */
final class ScoptParser extends OptionParser<Arguments> {

  private static final String UNKNOWN_OPTION = "unknown option --";

  private final Command command;
  private final List<String> errors = new ArrayList<>();

  ScoptParser(Command command) {
    super("gim " + command.word());
    this.command = command;
    command.options().forEach(this::define);
    if (!command.subject().isEmpty()) {
      this.<String>arg(command.subject(), Read.stringRead())
          .action((word, arguments) -> arguments.withSubject(word));
    }
    if (!command.keys().isEmpty()) {
      this.<String>arg("key=value", Read.stringRead())
          .optional()
          .unbounded()
          .text(command.keys())
          .action((override, arguments) -> arguments.withKey(override));
    }
    opt(Gim.VERBOSE.substring(2), Read.unitRead()).text("show a failure's stack trace, too");
    opt("help", Read.unitRead()).text("print this");
  }

  private void define(Option<?> option) {
    if (option.isSwitch()) {
      opt(option.name(), Read.unitRead())
          .text(option.help())
          .action((nothing, arguments) -> arguments.with(option, ""));
    } else {
      this.<String>opt(option.name(), Read.stringRead())
          .minOccurs(option.presence() == Presence.OPTIONAL ? 0 : 1)
          .maxOccurs(option.presence() == Presence.REPEATED ? Integer.MAX_VALUE : 1)
          .valueName(option.value())
          .text(option.help())
          .action((value, arguments) -> arguments.with(option, value));
    }
  }

  /**
   * Reads the words.
   *
   * @param paths by which typed paths are whole
   * @throws IllegalArgumentException saying what is wrong with them
   */
  Arguments read(List<String> words, TypedPaths paths) {
    scala.Option<Arguments> arguments =
        parse(CollectionConverters.asScala(words).toSeq(), Arguments.none(paths));
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
    List<String> names = command.options().stream().map(Option::name).toList();
    String name = message.substring(UNKNOWN_OPTION.length());
    return Text.format("%s: did you mean --%s?", message, Spelling.closest(name, names));
  }

  /** Errors come without the whole help, which would hide them. */
  @Override
  public scala.Option<Object> showUsageOnError() {
    return scala.Option.apply(false);
  }
}
