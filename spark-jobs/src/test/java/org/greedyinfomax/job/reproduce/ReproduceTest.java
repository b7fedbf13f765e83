package org.greedyinfomax.job.reproduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.greedyinfomax.cli.Gim;
import org.greedyinfomax.cli.command.CommandContext;
import org.greedyinfomax.job.Pictures;
import org.greedyinfomax.job.Recordings;
import org.greedyinfomax.job.failure.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole comparison by one command, on a few pictures and recordings of noise. */
@Tag("long")
final class ReproduceTest {

  private static final List<String> TINY =
      List.of(
          "training.epochs=1",
          "training.batchSize=4",
          "training.replicas=1",
          "training.localSteps=2",
          "probe.maxIterations=2",
          "probe.neighbours=3");

  @TempDir private Path folder;

  @BeforeEach
  void setSpark() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "2");
  }

  @AfterEach
  void forgetSettings() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
    System.clearProperty("spark.sql.shuffle.partitions");
  }

  @Test
  void comparesMethodsOnPicturesAndGoesOnWhereItStopped() throws IOException {
    Pictures pictures = new Pictures(folder);
    for (int i = 0; i < 10; i++) {
      pictures.noise("cat/%d.png".formatted(i), 34, 36);
      pictures.noise("dog/%d.png".formatted(i), 36, 34);
    }

    String told = gim(ExitCode.DONE, "stl10", pictures.input());

    assertThat(told)
        .contains("1/10 ingesting ", "2/10 Greedy InfoMax: training 3 modules")
        .contains("4/10 CPC: training 1 modules", "9/10 greedy supervised: probing")
        .containsPattern("10/10 the table is in \\S+/out/reproduction.md\n");
    String table = Files.readString(folder.resolve("out/reproduction.md"));
    assertThat(told).endsWith(table);
    assertThat(table)
        .containsPattern("\\| raw features +\\| +\\| +[\\d.]+ \\| +[\\d.]+ \\| +– \\|\n")
        .containsPattern("\\| CPC +\\| encoder +\\| +[\\d.]+ \\| +[\\d.]+ \\| 80.5 ± 3.1 \\|\n")
        .containsPattern("\\| Greedy InfoMax +\\| stage1 +\\| +[\\d.]+ \\| +[\\d.]+ \\|\n");
    assertThat(folder.resolve("out/images-small-supervised/config.conf"))
        .content()
        .contains("classes = 2");

    String again = gim(ExitCode.DONE, "stl10", pictures.input());

    assertThat(again)
        .startsWith("1/10 the corpus is there already\n2/10 Greedy InfoMax: trained already\n")
        .contains("9/10 greedy supervised: probed already\n")
        .doesNotContain("training", ": probing", "round ")
        .endsWith(table);

    delete(folder.resolve("out/images-small-cpc/checkpoints"));
    Files.delete(folder.resolve("out/images-small-supervised/config.conf"));

    assertThat(gim(ExitCode.DONE, "stl10", pictures.input()))
        .contains("2/10 Greedy InfoMax: trained already\n", "4/10 CPC: going on after round 0 of ")
        .contains("6/10 supervised: training 1 modules", "7/10 supervised: probed already")
        .endsWith(table);

    assertThat(gim(ExitCode.USAGE, "stl10", pictures.input(), "seed=5"))
        .startsWith("gim: " + at("out") + " holds stl10 (small) of file:")
        .endsWith("seed=5]: give the same again to go on, or choose another --out\n");
  }

  @Test
  void comparesMethodsOnRecordings() throws IOException {
    Recordings recordings = new Recordings(folder);
    for (int i = 0; i < 10; i++) {
      recordings.wav("ann/%d.wav".formatted(i), 3_000);
      recordings.wav("bob/%d.wav".formatted(i), 3_000);
    }

    String told = gim(ExitCode.DONE, "librispeech", recordings.input());

    assertThat(told)
        .contains("ingested 20 recordings", "## speaker", "2 classes")
        .containsPattern("\\| raw features +\\| +\\| +[\\d.]+ \\| +[\\d.]+ \\| +17.6 \\|\n")
        .containsPattern("\\| Greedy InfoMax +\\| gru +\\| +[\\d.]+ \\| +[\\d.]+ \\| +99.4 \\|\n");
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "corpus",
              "speech-small",
              "speech-small-cpc",
              "speech-small-supervised",
              "speech-small-greedy-supervised",
              "reproduction.json",
              "reproduction.md");
    }
  }

  @Test
  void trainsFromPhonesIfThereAreLabelsOfFrames() throws IOException {
    Recordings recordings = new Recordings(folder);
    StringBuilder labels = new StringBuilder(); // 36 frames each
    for (int i = 0; i < 10; i++) {
      for (String speaker : List.of("ann", "bob")) {
        recordings.wav("%s/%d.wav".formatted(speaker, i), 3_000);
        labels
            .append("%s/%d".formatted(speaker, i))
            .append(" 0 1 2 3 4".repeat(7))
            .append(" 0")
            .append('\n');
      }
    }
    Files.writeString(folder.resolve("phones.txt"), labels);

    String told =
        gim(
            ExitCode.DONE,
            "librispeech",
            recordings.input(),
            "probe.frameLabels=" + at("phones.txt"));

    assertThat(told)
        .contains("10/14 supervised, phones: training 1 modules")
        .contains("13/14 greedy supervised, phones: probing", "## single frames", "5 classes")
        .containsPattern("\\| supervised +\\| encoder +\\| +[\\d.]+ \\| +77.7 \\|\n")
        .containsPattern("\\| greedy supervised +\\| gru +\\| +[\\d.]+ \\| +73.4 \\|\n");
    assertThat(folder.resolve("out/speech-small-greedy-supervised-phones/config.conf"))
        .content()
        .contains("classes = 5", "phones.txt");
  }

  @Test
  void leavesAFolderAloneThatItHasNotBegun() throws IOException {
    Files.createDirectories(folder.resolve("out/holidays"));

    assertThat(gim(ExitCode.USAGE, "stl10", at("in")))
        .isEqualTo(
            "gim: %s is not empty and was not begun by gim reproduce (it lacks reproduction.json):"
                + " choose another --out\n",
            at("out"));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  /** What is told, on either stream. */
  private String gim(ExitCode expected, String experiment, String data, String... keys) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "reproduce", experiment, "--data", data, "--out", at("out"), "--preset", "small"));
    words.addAll(TINY);
    words.addAll(List.of(keys));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(out, true, UTF_8);
    ExitCode code = new Gim(new CommandContext(told), told, told).run(words);
    assertThat(code).as(out.toString(UTF_8)).isEqualTo(expected);
    return out.toString(UTF_8);
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException problem)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
