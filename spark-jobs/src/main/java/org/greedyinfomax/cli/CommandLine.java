package org.greedyinfomax.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;
import org.greedyinfomax.cli.command.Arguments;
import org.greedyinfomax.cli.command.Command;
import org.greedyinfomax.cli.command.Commands;
import org.greedyinfomax.cli.command.Invocation;
import org.greedyinfomax.cli.command.TypedPaths;

/** The grammar of the command line: a command, its options, and overrides of its recipe. */
final class CommandLine {

  private CommandLine() {}

  /** The help or version that the words ask for: the general help for none at all. */
  static Optional<String> help(List<String> words) {
    if (words.equals(List.of("--version"))) {
      return Optional.of(Version.text());
    }
    if (words.isEmpty() || List.of("--help", "-h", "help").contains(words.get(0))) {
      return Optional.of(generalHelp());
    }
    return Commands.of(words.get(0))
        .filter(command -> words.contains("--help") || words.contains("-h"))
        .map(
            command ->
                Text.format(
                    "gim %s: %s\n\n%s",
                    command.word(), command.summary(), new ScoptParser(command).usage()));
  }

  private static String generalHelp() {
    return Commands.ALL.stream()
        .map(command -> Text.format("  %-12s %s\n", command.word(), command.summary()))
        .collect(
            Collectors.joining(
                "",
                "Usage: gim COMMAND [options] [key=value]...\n\n",
                "\n\"gim COMMAND --help\" lists a command's options,"
                    + " docs/configuration.md the keys.\n"
                    + Gim.VERBOSE
                    + " shows a failure's stack trace, too; gim --version says which program this is."));
  }

  /**
   * Reads a command with its recipe.
   *
   * @param paths by which typed paths are whole
   * @throws IllegalArgumentException saying what is wrong, and how to get help
   */
  static Invocation<?> parse(List<String> words, TypedPaths paths) {
    String word = words.get(0);
    Command command =
        Commands.of(word)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        Text.format(
                            "unknown command \"%s\": did you mean \"%s\"?\n"
                                + "\"gim --help\" lists the commands.",
                            word, Spelling.closest(word, Commands.words()))));
    return command.read(arguments(command, words.subList(1, words.size()), paths));
  }

  private static Arguments arguments(Command command, List<String> words, TypedPaths paths) {
    try {
      Arguments arguments = new ScoptParser(command).read(words, paths);
      command.options().forEach(arguments::get); // so that each is known to mean something
      command.check(arguments);
      return arguments;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Text.format("%s\n\"gim %s --help\" lists the options.", e.getMessage(), command.word()),
          e);
    }
  }
}
