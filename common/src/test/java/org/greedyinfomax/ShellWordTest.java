package org.greedyinfomax;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShellWordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run; touch /tmp/pwned",
        "$(id)",
        "`id`",
        "it's",
        "''",
        "a b",
        "a\nb",
        "~root",
        "*",
        "#x",
        "\\",
        "\"$HOME\"",
        "!!",
        "",
        "größe"
      })
  void aShellReadsBackTheWord(String word) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(word)).start();

    assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEqualTo(word);
    assertThat(shell.waitFor()).isZero();
  }

  @Test
  void ordinaryPathsStandAsTheyAre() {
    assertThat(ShellWord.of("hdfs://nn:8020/runs/a_b-1.2"))
        .isEqualTo("hdfs://nn:8020/runs/a_b-1.2");
  }
}
