package org.greedyinfomax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.greedyinfomax.cli.command.CommandContext;
import org.greedyinfomax.job.failure.ExitCode;

/** Command lines as they are typed, carried out in this process. */
public final class Typed {

  private Typed() {}

  /** What is told when a command is carried out, with keys before those of the options. */
  public static String succeed(String command, List<String> keys, String... options) {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(options));
    // What follows may override what the keys say.
    int firstKey = (int) Stream.of(options).takeWhile(option -> !isKey(option)).count();
    words.addAll(1 + firstKey, keys);
    return succeed(words.toArray(String[]::new));
  }

  private static boolean isKey(String word) {
    return word.matches("[a-z]\\w*(\\.\\w+)*=.*");
  }

  /** What is told when the words are carried out. */
  public static String succeed(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode code = run(out, err, words);
    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(code).isEqualTo(ExitCode.DONE);
    return out.toString(UTF_8);
  }

  /** What is told when the words are refused. */
  public static String refuse(String... words) {
    return fail(ExitCode.USAGE, words);
  }

  /** What is told when the words lead to an exit code. */
  public static String fail(ExitCode expected, String... words) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ExitCode code = run(new ByteArrayOutputStream(), err, words);
    assertThat(code).as(err.toString(UTF_8)).isEqualTo(expected);
    return err.toString(UTF_8);
  }

  private static ExitCode run(
      ByteArrayOutputStream out, ByteArrayOutputStream err, String... words) {
    PrintStream told = new PrintStream(out, true, UTF_8);
    return new Gim(new CommandContext(told), told, new PrintStream(err, true, UTF_8))
        .run(List.of(words));
  }
}
