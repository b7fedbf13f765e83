package org.greedyinfomax.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** The lines of the log that {@code bin/gim} writes to a terminal. */
final class LogLayoutTest {

  private static final Path SETTINGS =
      Path.of(System.getProperty("project.root"), "conf/log4j2.properties");

  @Test
  void aLogFileShowsWhatComesFromOutsideAndDoesNotObeyIt() throws IOException {
    assertThat(line("file"))
        .contains(" WARN Gim: file a?[2J?b\nis\tbad\njava.lang.IllegalStateException: x??\n")
        .containsOnlyOnce("IllegalStateException")
        .doesNotContain("\u001b", "\u009b", "\u202e", "\u200b");
  }

  @Test
  void aTerminalShowsItWithoutStackTraces() throws IOException {
    assertThat(line("stderr")).isEqualTo("gim: file a?[2J?b\nis\tbad" + System.lineSeparator());
  }

  private static String line(String appender) throws IOException {
    Properties settings = new Properties();
    try (Reader reader = Files.newBufferedReader(SETTINGS)) {
      settings.load(reader);
    }
    String layout = "appender." + appender + ".layout.";
    return PatternLayout.newBuilder()
        .withPattern(settings.getProperty(layout + "pattern"))
        .withAlwaysWriteExceptions(
            Boolean.parseBoolean(settings.getProperty(layout + "alwaysWriteExceptions", "true")))
        .build()
        .toSerializable(
            Log4jLogEvent.newBuilder()
                .setLoggerName("a.Gim")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage("file a\u001b[2J\u202eb\nis\tbad"))
                .setThrown(new IllegalStateException("x\u009b\u200b"))
                .build());
  }
}
