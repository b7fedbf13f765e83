package org.greedyinfomax.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.greedyinfomax.cli.Typed.refuse;
import static org.greedyinfomax.cli.Typed.succeed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.job.output.OutputDirectory;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Renewed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands replace what they have written themselves, and nothing else. */
final class OverwriteTest {

  private static final List<String> TINY =
      List.of(
          "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 4, kernel = 40,"
              + " stride = 20, padding = 10 }] }]",
          "synthesis.voices=2",
          "synthesis.hours=0.005",
          "ingest.labels.folder=voice",
          "probe.label=voice",
          "training.epochs=1",
          "training.batchSize=4");

  @TempDir private static Path folder;
  private static int count;

  private Path output;

  @BeforeAll
  static void makeARun() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.sql.shuffle.partitions", "2");
    succeed("synthesize", TINY, "--output", at("audio"));
    succeed("ingest", TINY, "--input", at("audio"), "--output", at("corpus"));
    pretrain(at("run"));
  }

  @AfterAll
  static void forgetSettings() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
    System.clearProperty("spark.sql.shuffle.partitions");
  }

  @BeforeEach
  void name() {
    output = folder.resolve("output-" + count++);
  }

  private static void pretrain(String run, String... more) {
    succeed("pretrain", TINY, with(new String[] {"--input", at("corpus"), "--run", run}, more));
  }

  private String[] encode(String input) {
    return new String[] {
      "encode",
      "--input",
      at(input),
      "--run",
      at("run"),
      "--output",
      output.toString(),
      "--overwrite"
    };
  }

  private String[] export() {
    return new String[] {
      "export", "--run", at("run"), "--output", output.toString(), "--overwrite"
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".bashrc",
        ".bashrc.crc",
        "_notes.txt",
        "part-of-my-thesis",
        "part-00000-mine.parquet",
        "README.md",
        "config.conf",
        "weights.safetensors",
        "model.onnx",
        "_temporary/thesis.txt",
        ".config/thesis.txt"
      })
  void aFolderOfSomebodyElseIsNotReplaced(String name) throws IOException {
    Path file = output.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "years of work");

    assertThat(refuse(encode("corpus"))).contains("which gim encode has not written");
    assertThat(refuse(export())).contains("which gim export has not written");
    assertThat(refuse("synthesize", "--output", output.toString(), "--overwrite"))
        .contains("which gim synthesize has not written");

    assertThat(file).hasContent("years of work");
  }

  @Test
  void aTableIsReplacedUnlessSomethingWasPutThere() throws IOException {
    succeed(encode("corpus"));
    succeed(encode("corpus"));

    Files.writeString(output.resolve(".thesis"), "years of work");
    assertThat(refuse(encode("corpus")))
        .isEqualTo(
            "gim: the output %s contains .thesis, which gim encode has not written, so it is not"
                + " overwritten: choose another directory\n",
            output);
    Files.delete(output.resolve(".thesis"));
    Files.createDirectory(output.resolve("empty"));
    assertThat(refuse(encode("corpus"))).contains(" contains empty/, which gim encode has not ");
  }

  @Test
  void whatAKilledCommandHasLeftIsReplaced() throws IOException {
    succeed(encode("corpus"));
    Path manifest = output.resolve("_gim.json");
    Files.writeString(
        manifest,
        Renewed.withChecksum(
            Renewed.withoutChecksum(Files.readString(manifest))
                .replace("\"complete\" : true", "\"complete\" : false")
                .replaceAll("(?s)\"files\" : .*", "\"files\" : [ ]\n}")));
    Files.delete(output.resolve("_SUCCESS"));
    Path task = Files.createDirectories(output.resolve("_temporary/0/task_0_m_0"));
    Files.writeString(task.resolve("part-00000.parquet"), "PAR1");
    Path scratch = Files.createDirectories(output.resolve(".gim-scratch-" + UUID.randomUUID()));
    Files.writeString(scratch.resolve("corpus.json"), "{}");

    succeed(encode("audio"));

    assertThat(names(output)).contains("_SUCCESS", "_gim.json").doesNotContain("_temporary");
    assertThat(scratch).doesNotExist();
    assertThat(names(output))
        .hasSize(
            (int) Files.readString(manifest).lines().filter(l -> l.contains("\"file\"")).count()
                + 1);
  }

  @Test
  void aCardThatWasEditedIsKept() throws IOException {
    succeed(export());
    Files.writeString(output.resolve("README.md"), "what I know of it");

    assertThat(refuse(export()))
        .isEqualTo(
            "gim: the output %s contains README.md, which gim export has not written as it is now, so"
                + " it is not overwritten: choose another directory\n",
            output);
    assertThat(output.resolve("README.md")).hasContent("what I know of it");
  }

  @Test
  void aHiddenFolderBesideATableIsNotTaken() throws IOException {
    Path beside = folder.resolve("." + output.getFileName() + ".corpus");
    Files.createDirectory(beside);
    Files.writeString(beside.resolve("thesis.txt"), "years of work");

    succeed(encode("audio"));

    assertThat(beside.resolve("thesis.txt")).hasContent("years of work");
    assertThat(names(output)).noneMatch(name -> name.startsWith(".gim"));
  }

  @Test
  void aLinkToAnOutputStaysAndIsFollowed() throws IOException {
    Path disk = Files.createDirectory(folder.resolve("disk-" + count));
    Files.createSymbolicLink(output, disk);

    succeed(encode("corpus"));
    succeed(encode("corpus"));
    assertThat(output).isSymbolicLink();
    assertThat(disk.resolve("_gim.json")).exists();
  }

  @Test
  void aLinkToARunStaysAndIsFollowed() throws IOException {
    Path disk = Files.createDirectory(folder.resolve("disk-of-run"));
    Files.createSymbolicLink(output, disk);

    pretrain(output.toString());
    pretrain(output.toString(), "--overwrite");

    assertThat(output).isSymbolicLink();
    assertThat(disk.resolve("report.html")).exists();
  }

  @Test
  void aRunIsNotReplacedByOneThatNeedsWhatIsInIt() throws IOException {
    pretrain(output.toString());
    Path link = Files.createSymbolicLink(folder.resolve("link-" + count), output);
    String[] words = {
      "pretrain", "--input", at("corpus"), "--run", output.toString(), "--overwrite"
    };

    assertThat(refuse(with(words, "--recipe", link.resolve("config.conf").toString())))
        .isEqualTo(
            "gim: the recipe %s/config.conf lies in %s, which would be overwritten: copy the recipe"
                + " elsewhere first\n",
            link, output);
    assertThat(
            refuse(
                with(
                    words,
                    "--init-from",
                    link.toString(),
                    GROWN,
                    "training.batchSize=4",
                    "training.epochs=1")))
        .isEqualTo(
            "gim: %s lies in the run directory %s, which would be overwritten, and is needed for the"
                + " new run: choose another run directory, or move it elsewhere\n",
            link, output);
    assertThat(output.resolve("config.conf")).exists();

    Files.move(folder.resolve("corpus"), output.resolve("corpus"));
    try {
      words[2] = output.resolve("corpus").toString();
      assertThat(refuse(with(words, TINY.toArray(String[]::new))))
          .startsWith("gim: " + words[2] + " lies in the run directory ");
      assertThat(output.resolve("corpus/corpus.json")).exists();
    } finally {
      Files.move(output.resolve("corpus"), folder.resolve("corpus"));
    }
  }

  private static final String GROWN =
      "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 4, kernel = 40,"
          + " stride = 20, padding = 10 }] }, { name = top, layers = [{ kind = convolution1d,"
          + " channels = 4, kernel = 2, stride = 2, padding = 0 }] }]";

  @Test
  void anImportDoesNotReplaceTheRunThatItReads() {
    pretrain(output.toString());
    String states = output + "/checkpoints/round-000001/conv.safetensors";

    assertThat(
            refuse(
                "import",
                "--input",
                states,
                "--recipe",
                at("run/config.conf"),
                "--run",
                output.toString(),
                "--overwrite"))
        .startsWith("gim: " + states + " lies in the run directory " + output);
  }

  @Test
  void plotsReplaceOnlyPlots() throws IOException {
    String[] words = {"report", "--run", at("run"), "--plots", output.toString()};
    Files.createDirectories(output);
    Files.writeString(output.resolve("holiday.png"), "a picture of mine");
    Files.createDirectory(output.resolve("album"));
    Files.createSymbolicLink(output.resolve("latest"), output.resolve("album"));
    succeed(words);
    succeed(words);
    assertThat(output.resolve("holiday.png")).hasContent("a picture of mine");

    Files.writeString(output.resolve("loss.png"), "a picture of mine");
    assertThat(refuse(words))
        .isEqualTo(
            "gim: the folder %s contains loss.png, which gim report has not written as it is now, so"
                + " it is not replaced: choose another folder\n",
            output);
    assertThat(output.resolve("loss.png")).hasContent("a picture of mine");
  }

  @Test
  void aProbeReplacesOnlyWhatAProbeHasWritten() throws IOException {
    String[] words = {
      "probe", "--input", at("corpus"), "--run", at("run"), "--output", output.toString()
    };
    Files.writeString(output, "years of work");
    assertThat(refuse(words))
        .isEqualTo(
            "gim: %s is there and was not written by this command, so it is not replaced: choose"
                + " another name\n",
            output);
    for (String mine : List.of("{ \"name\" : \"a package\" }", "{ \"notes\" : [ \"mine\" ] }")) {
      Files.writeString(output, mine);
      assertThat(refuse(words)).contains("was not written by this command");
    }
    Files.delete(output);

    succeed(words);
    succeed(words);
  }

  @Test
  void aQuickStartFindsWhatIsNotItsOwnBeforeItBegins() throws IOException {
    Path thesis = output.resolve("run/thesis.txt");
    Files.createDirectories(thesis.getParent());
    Files.writeString(thesis, "years of work");

    assertThat(refuse("quickstart", "--output", output.toString(), "--overwrite"))
        .isEqualTo(
            "gim: the directory %s/run is not empty and no run (it lacks run.json), so it is not"
                + " overwritten: choose another\n",
            output);
    assertThat(output.resolve("audio")).doesNotExist();
    assertThat(thesis).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"corpus", "run"})
  void aQuickStartKeepsOlderResultsWhileWhatItReplacesIsInUse(String name) throws IOException {
    Configuration hadoop = new Configuration();
    OutputDirectory older =
        OutputDirectory.claimBeside(
            hadoop, output.toString(), "quickstart", Set.of("probe.json", "report.html"));
    older.begin(List.of("probe.json", "report.html"));
    older.write("probe.json", "{}".getBytes(UTF_8));
    older.commit();
    String manifest = Files.readString(output.resolve("_gim.json"));
    String inside = output.resolve(name).toString();

    try (Lease lease =
        Lease.take(hadoop, new org.apache.hadoop.fs.Path(inside), "", message -> {})) {
      assertThat(refuse("quickstart", "--output", output.toString(), "--overwrite"))
          .startsWith("gim: " + inside + " is in use by ")
          .endsWith(": wait until it has ended, or choose another folder with --output\n");
      assertThat(lease.isOwn()).isTrue();
    }

    assertThat(output.resolve("probe.json")).hasContent("{}");
    assertThat(output.resolve("_gim.json")).hasContent(manifest);
    assertThat(output.resolve("audio")).doesNotExist();
  }

  @Test
  void aBenchmarkFindsWhatIsNotItsOwnBeforeItMeasures() throws IOException {
    Files.writeString(output, "years of work");

    assertThat(refuse("bench", "io", "--input", at("no corpus"), "--output", output.toString()))
        .isEqualTo(
            "gim: %s is there and was not written by this command, so it is not replaced: choose"
                + " another name\n",
            output);
    assertThat(output).hasContent("years of work");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private static String at(String name) {
    return folder.resolve(name).toString();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }
}
