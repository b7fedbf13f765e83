package org.greedyinfomax.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On executors that are processes of their own: what it says, not how much they gain. */
@Tag("long")
final class ScalingBenchmarkTest {

  @TempDir private static Path folder;

  @Test
  void tellsWhatASecondExecutorGains() throws IOException {
    String corpus = folder.resolve("corpus").toString();
    SmallCorpus.write(corpus, 1);
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    ScalingReport report =
        new ScalingBenchmark(new PrintStream(said, true, StandardCharsets.UTF_8))
            .run(SmallRecipe.with(), corpus, folder.resolve("scratch").toString(), 1);

    assertThat(report.rows())
        .extracting(row -> row.scaling() + " " + row.what())
        .containsExactly(
            "strong fused, 2 replicas",
            "strong pipelined, 2 replicas",
            "weak fused, a replica for each executor");
    assertThat(report.products().least()).isPositive();
    ScalingReport.Row strong = report.rows().get(0);
    assertThat(strong.gain().median()).isEqualTo(strong.onOne().median() / strong.onTwo().median());
    assertThat(strong.ofProducts().median())
        .isEqualTo(strong.gain().median() / report.products().median());
    ScalingReport.Row weak = report.rows().get(2);
    assertThat(weak.gain().median()).isEqualTo(2 * weak.onOne().median() / weak.onTwo().median());
    assertThat(report.rows())
        .allSatisfy(row -> assertThat(row.overhead().median()).isBetween(0.0, 1.0));
    assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("1 of 1: two executors gain ");
    assertThat(report.toText().lines()).hasSize(3 + 2 + 3);
    try (Stream<Path> left = Files.list(folder.resolve("scratch"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void saysWhyExecutorsDoNotTrain() {
    assertThatThrownBy(
            () ->
                ScalingProcess.train(
                    1, List.of(SmallRecipe.with()), folder.resolve("nowhere").toString(), folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the program that trains has failed")
        .hasMessageContaining("nowhere");
  }
}
