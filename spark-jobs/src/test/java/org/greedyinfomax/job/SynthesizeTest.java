package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.data.synthesis.SpeechSynthesizer;
import org.greedyinfomax.data.synthesis.SynthesisConfig;
import org.greedyinfomax.data.synthesis.Utterance;
import org.greedyinfomax.data.wav.WavWriter;
import org.greedyinfomax.storage.Renewed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SynthesizeTest {

  private static final SynthesisConfig CORPUS = new SynthesisConfig(9, 8000, 3, 520, false);

  @TempDir private static Path folder;
  private static Path output;
  private static Synthesize.Summary summary;

  @BeforeAll
  static void synthesizeOnce() throws IOException {
    output = folder.resolve("corpus");
    summary = synthesize(output, "local[2]");
  }

  @Test
  void writesWhatTheSynthesizerSounds() throws IOException {
    Utterance utterance = new SpeechSynthesizer(CORPUS).utterance(519);
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    WavWriter.write(wav, 8000, utterance.samples());
    assertThat(output.resolve(utterance.key() + ".wav")).hasBinaryContent(wav.toByteArray());
    assertThat(Files.size(output.resolve("v02/name_v02_0003.wav"))).isPositive();
    assertThat(summary.utterances()).isEqualTo(520);
    assertThat(summary.hours()).isBetween(0.08, 0.14);
  }

  @Test
  void writesOneLineOfLabelsForEveryFile() throws IOException {
    List<String> labels = Files.readAllLines(output.resolve("labels.tsv"));
    assertThat(labels.get(0)).isEqualTo("key\tvoice\tword");
    assertThat(labels.get(1)).isEqualTo("v00/bado_v00_0000\tv00\tbado");
    assertThat(labels).hasSize(521).doesNotHaveDuplicates();
    for (String line : labels.subList(1, labels.size())) {
      String[] fields = line.split("\t", -1);
      assertThat(output.resolve(fields[0] + ".wav")).exists();
      assertThat(fields[0]).startsWith(fields[1] + "/" + fields[2] + "_");
    }
    assertThat(bytes(output)).hasSize(524).doesNotContainKey("labels.tsv.crc");
  }

  @Test
  void writesPhonesAsAlignmentsWithALegend() throws IOException {
    List<String> phones = Files.readAllLines(output.resolve("phones.txt"));
    assertThat(phones).hasSize(520);
    Utterance last = new SpeechSynthesizer(CORPUS).utterance(519);
    String expected =
        last.phones().stream().map(phone -> " " + phone.number()).reduce("", String::concat);
    assertThat(phones.get(519)).isEqualTo(last.key() + expected);
    assertThat(Files.readAllLines(output.resolve("phones.tsv")))
        .startsWith("number\tphone", "0\tsil", "1\ti")
        .endsWith("18\tg");
  }

  @Test
  void writesTheSameBytesWhateverTheNumberOfExecutors() throws IOException {
    synthesize(folder.resolve("again"), "local[1]");

    assertThat(bytes(folder.resolve("again"))).isEqualTo(bytes(output));
  }

  @Test
  void refusesADirectoryWithSomethingInIt() {
    assertThatThrownBy(() -> synthesize(output, "local[1]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the output %s is not empty: choose another directory, or replace it with --overwrite",
            output);
  }

  @Test
  void replacesASyntheticCorpusButNothingElse() throws IOException {
    Path older = folder.resolve("older");
    synthesize(
        new Synthesize.Options(new SynthesisConfig(1, 8000, 1, 3, false), older.toString(), false));
    synthesize(
        new Synthesize.Options(new SynthesisConfig(1, 8000, 1, 2, false), older.toString(), true));
    assertThat(Files.readAllLines(older.resolve("labels.tsv"))).hasSize(3);
    assertThat(bytes(older)).hasSize(6);

    Path home = Files.createDirectories(folder.resolve("home"));
    Files.writeString(home.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> synthesize(new Synthesize.Options(CORPUS, home.toString(), true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the output %s contains thesis.txt, which gim synthesize has not written, so it is not"
                + " overwritten: choose another directory",
            home);
    assertThat(home.resolve("thesis.txt")).exists();

    Files.writeString(older.resolve("v00/mine.wav"), "a recording of mine");
    assertThatThrownBy(
            () ->
                synthesize(
                    new Synthesize.Options(
                        new SynthesisConfig(1, 8000, 1, 2, false), older.toString(), true)))
        .hasMessageContaining(" contains v00/mine.wav, which gim synthesize has not written, so ");
    assertThat(bytes(older)).hasSize(7);
  }

  /** What a killed synthesis has left is known by its names. */
  @Test
  void beginsAnewWhereItWasKilled() throws IOException {
    Path killed = folder.resolve("killed");
    synthesize(
        new Synthesize.Options(
            new SynthesisConfig(1, 8000, 1, 3, false), killed.toString(), false));
    Path manifest = killed.resolve("_gim.json");
    Renewed.replace(manifest, "\"complete\" : true", "\"complete\" : false");
    Files.delete(killed.resolve("labels.tsv"));
    Files.createDirectory(killed.resolve("_parts"));
    Files.writeString(killed.resolve("_parts/labels-00000"), "v00/bado_v00_0000\tv00\tbado\n");

    synthesize(
        new Synthesize.Options(new SynthesisConfig(1, 8000, 1, 2, false), killed.toString(), true));

    assertThat(bytes(killed)).hasSize(6);
  }

  @Test
  void refusesAnOutputWithoutAName() {
    assertThatThrownBy(() -> new Synthesize.Options(CORPUS, " ", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the output directory must have a name, but is blank");
  }

  private static Synthesize.Summary synthesize(Path output, String master) throws IOException {
    return synthesize(new Synthesize.Options(CORPUS, output.toString(), false), master);
  }

  private static void synthesize(Synthesize.Options options) throws IOException {
    synthesize(options, "local[1]");
  }

  private static Synthesize.Summary synthesize(Synthesize.Options options, String master)
      throws IOException {
    try (SparkSession spark =
        SparkSession.builder().master(master).config("spark.ui.enabled", "false").getOrCreate()) {
      return new Synthesize(spark, options).run();
    }
  }

  /** Every file below a folder, by its path there. */
  private static Map<String, String> bytes(Path folder) throws IOException {
    Map<String, String> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder).filter(Files::isRegularFile)) {
      files.forEach(
          file -> {
            try {
              String content = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
              bytes.put(folder.relativize(file).toString(), content);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return bytes;
  }
}
