package org.greedyinfomax.job.reproduce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.greedyinfomax.cli.Gim;
import org.greedyinfomax.cli.command.CommandContext;
import org.greedyinfomax.job.Recordings;
import org.greedyinfomax.job.failure.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Supervised learning from few labels beside label curves, with small networks and noise. */
@Tag("slow")
final class ReproduceFewLabelsTest {

  private static final List<String> PROPERTIES =
      List.of("spark.master", "spark.ui.enabled", "spark.sql.shuffle.partitions", "gim.home");

  private static final String CONVOLUTION =
      "{ kind = convolution1d, channels = 8, kernel = 10, stride = 5, padding = 2 }";
  private static final String GRU = "{ kind = gru, hidden = 8, backpropagation = through-time }";
  private static final String GREEDY =
      "modules = [{ name = conv, layers = [%s] }, { name = gru, layers = [%s] }]"
          .formatted(CONVOLUTION, GRU);
  private static final String END_TO_END =
      "modules = [{ name = encoder, layers = [%s, %s] }]".formatted(CONVOLUTION, GRU);

  @TempDir private Path folder;

  /** Presets of the same names, with small networks. */
  @BeforeEach
  void setUp() throws IOException {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    System.setProperty("gim.home", folder.toString());
    Files.createDirectory(folder.resolve("conf"));
    write("speech-small", GREEDY);
    write("speech-small-greedy-supervised", GREEDY);
    write("speech-small-cpc", END_TO_END);
    write("speech-small-supervised", END_TO_END);
  }

  private void write(String preset, String modules) throws IOException {
    Files.writeString(
        folder.resolve("conf/" + preset + ".conf"),
        "include required(\"conf/%s.conf\")%n%s%n".formatted(preset, modules));
  }

  @AfterEach
  void forgetSettings() {
    PROPERTIES.forEach(System::clearProperty);
  }

  @Test
  void supervisedLearningFromTheSameLabelsStandsBesideLabelCurves() throws IOException {
    Recordings recordings = new Recordings(folder);
    for (int i = 0; i < 12; i++) {
      recordings.wav("ann/%d.wav".formatted(i), 3_000);
      recordings.wav("bob/%d.wav".formatted(i), 3_000);
    }

    String told = reproduce(recordings.input());

    assertThat(told)
        .contains("1/13 ingesting ", "10/13 supervised, 1 labels a class: training 1 modules")
        .contains("11/13 supervised, 3 labels a class: training 1 modules")
        .contains("12/13 supervised, 50 labels a class: no class has so many rows\n")
        .containsPattern("13/13 the table is in \\S+/out/reproduction.md\n");
    String table = Files.readString(folder.resolve("out/reproduction.md"));
    String range = " +[\\d.]+ \\([\\d.]+–[\\d.]+\\) \\|";
    String one = " +[\\d.]+ \\|";
    assertThat(told).endsWith(table);
    assertThat(table)
        .contains("## speaker, by labels of each class", "the mean of 2 draws")
        .containsPattern("\\| method +\\| module +\\| +1 \\| +3 \\| +all \\|\n")
        .containsPattern("\\| untrained +\\| conv +\\|" + range + range + one + "\n")
        .containsPattern("\\| raw features +\\| +\\|" + range + range + one + "\n")
        .containsPattern("\\| supervised +\\| encoder +\\|" + one.repeat(3) + "\n")
        .containsPattern("\\| CPC +\\| encoder +\\|" + range + range + one + "\n")
        .containsPattern("\\| Greedy InfoMax +\\| gru +\\|" + range + range + one + "\n");
    assertThat(folder.resolve("out/speech-small-supervised-1/config.conf"))
        .content()
        .contains("perClass = 1", "batchSize = 2", "replicas = 1");
    assertThat(folder.resolve("out/speech-small-supervised-3/config.conf"))
        .content()
        .contains("perClass = 3", "batchSize = 4", "classes = 2");

    assertThat(reproduce(recordings.input()))
        .contains("10/13 supervised, 1 labels a class: trained already\n")
        .contains("11/13 supervised, 3 labels a class: trained already\n")
        .doesNotContain("training", ": probing", "round ")
        .endsWith(table);
  }

  private String reproduce(String data) {
    List<String> words =
        List.of(
            "reproduce",
            "librispeech",
            "--data",
            data,
            "--out",
            folder.resolve("out").toString(),
            "--preset",
            "small",
            "training.epochs=1",
            "training.batchSize=4",
            "training.localSteps=2",
            "probe.maxIterations=5",
            "probe.neighbours=0",
            "probe.nuisance=false",
            "probe.draws=2",
            "probe.perClass=[1, 3, 50, all]");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(out, true, UTF_8);
    ExitCode code = new Gim(new CommandContext(told), told, told).run(words);
    assertThat(code).as(out.toString(UTF_8)).isEqualTo(ExitCode.DONE);
    return out.toString(UTF_8);
  }
}
