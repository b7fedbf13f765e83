package org.greedyinfomax.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greedyinfomax.Text;
import org.greedyinfomax.cli.command.Arguments;
import org.greedyinfomax.cli.command.Command;
import org.greedyinfomax.cli.command.Commands;
import org.greedyinfomax.cli.command.Option;
import org.greedyinfomax.cli.command.Option.Presence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a command declares, its help and the docs agree. */
final class CommandsDocTest {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));

  private static List<Command> commands() {
    return Commands.ALL;
  }

  @Test
  void theDocsListEveryCommandWithItsOptionsAndDefaults() throws IOException {
    String docs = Files.readString(ROOT.resolve("docs/commands.md"));

    assertThat(docs)
        .as("docs/commands.md is made of what commands declare: take over what is expected here")
        .endsWith(
            Commands.ALL.stream().map(CommandsDocTest::section).collect(Collectors.joining()));
  }

  private static String section(Command command) {
    return Text.format(
            "\n## %s\n\n`gim %s%s [options]%s`: %s.\n\n| option | what it is | default |\n| --- | --- | --- |\n",
            command.word(),
            command.word(),
            command.subject().isEmpty() ? "" : " " + command.subject(),
            command.keys().isEmpty() ? "" : " [key=value]...",
            command.summary())
        + command.options().stream().map(CommandsDocTest::row).collect(Collectors.joining())
        + (command.keys().isEmpty() ? "" : "\n`key=value`: " + command.keys() + ".\n");
  }

  private static String row(Option<?> option) {
    return Text.format(
        "| `--%s%s` | %s | %s |\n",
        option.name(),
        (option.isSwitch() ? "" : " " + option.value()).replace("|", "\\|"),
        option.help(),
        option.presence() == Presence.OPTIONAL
            ? option.ifAbsent().map(word -> "`" + word + "`").orElse("")
            : "must be given");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOptionLeftOutMeansWhatItsHelpTells(Command command) {
    String help = CommandLine.help(List.of(command.word(), "--help")).orElseThrow();

    for (Option<?> option : command.options()) {
      Optional<String> ifAbsent = option.ifAbsent();
      if (ifAbsent.isPresent()) {
        assertThat(help).contains(option.help());
        assertThat(option.help()).contains(ifAbsent.get());
        assertThat(Arguments.none(AsTyped.PATHS).get(option))
            .isEqualTo(Arguments.none(AsTyped.PATHS).with(option, ifAbsent.get()).get(option));
      } else if (option.presence() == Presence.OPTIONAL) {
        assertThat(Arguments.none(AsTyped.PATHS).get(option))
            .isIn(Optional.empty(), false, List.of());
      }
    }
  }

  @Test
  void everyOptionInACommandLineOfTheDocsIsOneOfItsCommand() throws IOException {
    Pattern line = Pattern.compile("\\bgim ([a-z]+) ([^`\\n]*)");
    Pattern name = Pattern.compile("(?<!\\S)--([a-z-]+)");
    for (Path doc : docs()) {
      String text = Files.readString(doc).replaceAll("\\\\\\n\\s*", " ");
      Matcher lines = line.matcher(text);
      while (lines.find()) {
        Optional<Command> command = Commands.of(lines.group(1));
        if (command.isPresent()) {
          Set<String> known =
              command.get().options().stream().map(Option::name).collect(Collectors.toSet());
          known.addAll(Set.of("help", "verbose"));
          assertThat(name.matcher(lines.group(2)).results().map(found -> found.group(1)))
              .as("%s: %s", doc, lines.group())
              .isSubsetOf(known);
        }
      }
    }
  }

  private static List<Path> docs() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(docs, Stream.of(ROOT.resolve("README.md")))
          .filter(path -> path.toString().endsWith(".md"))
          .toList();
    }
  }
}
