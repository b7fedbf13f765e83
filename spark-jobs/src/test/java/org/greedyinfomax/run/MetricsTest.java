package org.greedyinfomax.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.storage.Renewed;
import org.greedyinfomax.training.Damage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public final class MetricsTest {

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("metrics.jsonl");
  }

  @Test
  void areALineForEveryRound() throws IOException {
    Metrics metrics = open();
    metrics.add(round(1));
    metrics.add(round(2));
    metrics.flush();

    assertThat(linesWithoutChecksums())
        .containsExactly(
            line(1, 0).replace("\"wall\":2.0", "\"wall\":1.5"),
            line(2, 0).replace("\"wall\":2.0", "\"wall\":1.5"));
    assertThat(open().rounds()).containsExactly(round(1), round(2));
  }

  @Test
  void addTheTimeOfACheckpointToItsRound() throws IOException {
    Metrics metrics = open();
    metrics.add(round(1));
    metrics.add(round(2));
    metrics.replace(round(1), round(1).committedIn(0.5, BORDER));
    metrics.flush();

    assertThat(linesWithoutChecksums())
        .containsExactly(line(1, 0.5), line(2, 0).replace("\"wall\":2.0", "\"wall\":1.5"));
  }

  @Test
  void forgetTheRoundsThatAreRunAgain() throws IOException {
    Metrics metrics = open();
    for (int round = 1; round <= 4; round++) {
      metrics.add(round(round));
    }

    metrics.truncate(2);

    assertThat(open().rounds()).containsExactly(round(1), round(2));
  }

  /** The file was deleted, and began again with round 3. */
  @Test
  void forgetRoundsByTheirNumber() throws IOException {
    Metrics metrics = open();
    metrics.add(round(3));
    metrics.add(round(4));

    metrics.truncate(3);

    assertThat(metrics.rounds()).containsExactly(round(3));
  }

  @Test
  void refuseADamagedLine() throws IOException {
    Metrics metrics = open();
    metrics.add(round(1));
    metrics.add(round(2));
    metrics.flush();
    String whole = Files.readString(file);

    Damage.write(file, whole.replace("\"step\":10,", "\"step\":11,").getBytes(UTF_8));
    assertRefused(file + ", line 2 is damaged (", "its checksum differs");
    Damage.cut(file, whole.length() - 40);
    assertRefused(file + ", line 2 is damaged (", "it was cut off");
    Files.writeString(file, Renewed.line(line(1, 0).replace("\"step\":5,", "")));
    assertRefused(file + ", line 1 is damaged (", "'step'");
  }

  private List<String> linesWithoutChecksums() throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.replaceFirst(",\"sha256\":\"[0-9a-f]{64}\"", ""))
        .toList();
  }

  private void assertRefused(String where, String what) {
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(where)
        .hasMessageContaining(what)
        .hasMessageEndingWith("): delete the file to go on without the past");
  }

  private Metrics open() throws IOException {
    return new Metrics(new Configuration(), new org.apache.hadoop.fs.Path(file.toString()));
  }

  private static final RoundMetrics.Border BORDER = new RoundMetrics.Border(1, 2, 300, 100);

  public static RoundMetrics round(int round) {
    return new RoundMetrics(
        round,
        9,
        "gru",
        5 * round,
        30L * round,
        1.25 * round,
        List.of(new RoundMetrics.Module("gru", 1.5, 0.25, 0.5, 0.75, false)),
        new RoundMetrics.Seconds(1e9, 1.5, 0.25, 1, 0.125, 0.5, 0.0625, 0.125, 0),
        BORDER);
  }

  private static String line(int round, double committing) {
    return """
        {"round":%d,"rounds":9,"group":"gru","step":%d,"samples":%d,"epoch":%s,"modules":[{"name":"gru",\
        "loss":1.5,"information":0.25,"accuracy":0.5,"spread":0.75,"collapsed":false}],\
        "seconds":{"start":1.0E9,"wall":2.0,"waiting":0.25,"running":1.0,"reading":0.125,\
        "computing":0.5,"writing":0.0625,"averaging":0.125,"committing":%s},\
        "border":{"rounds":1,"window":2,"bytes":300,"written":100}}"""
        .formatted(round, 5 * round, 30 * round, 1.25 * round, committing);
  }
}
