package org.greedyinfomax.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greedyinfomax.Sha256;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.greedyinfomax.storage.Renewed;
import org.greedyinfomax.training.Damage;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RunDirectoryTest {

  private static final RunInput INPUT =
      new RunInput(4, "corpus", "0abc", 26, List.of(0.01), List.of(0.2), "", "", 0);

  private final Configuration hadoop = new Configuration();
  @TempDir private Path parent;
  private Path path;

  @BeforeEach
  void name() {
    path = parent.resolve("run");
  }

  @Test
  void remembersRecipeAndInput() throws IOException {
    make();

    RunDirectory run = open();

    assertThat(run.recipe()).isEqualTo(SmallRecipe.with());
    assertThat(run.input()).isEqualTo(INPUT);
    assertThat(run.rounds()).isEmpty();
  }

  @Test
  void isMadeWhereNothingIsOrAnEmptyDirectory() throws IOException {
    create(Existing.REFUSE);
    create(Existing.REFUSE);

    assertThat(path).isEmptyDirectory();
  }

  @Test
  void refusesADirectoryThatIsNotEmpty() throws IOException {
    make();

    assertRefused(
        () -> create(Existing.REFUSE),
        "the run directory %s is not empty: continue it with --resume, replace it with"
            + " --overwrite, or choose another");
    assertThat(open().recipe()).isEqualTo(SmallRecipe.with());
  }

  @Test
  void overwritesARun() throws IOException {
    make();

    create(Existing.OVERWRITE);

    assertThat(path).isEmptyDirectory();
  }

  @Test
  void overwritesNothingElse() throws IOException {
    Files.createDirectory(path);
    Files.writeString(path.resolve("thesis.txt"), "words");
    String message =
        "the directory %s is not empty and no run (it lacks run.json), so it is not"
            + " overwritten: choose another";

    assertRefused(() -> create(Existing.OVERWRITE), message);
    Files.writeString(path.resolve("config.conf"), "of some other program");
    assertRefused(() -> create(Existing.OVERWRITE), message);

    assertThat(path.resolve("thesis.txt")).exists();
  }

  /** Each in a run that is otherwise whole. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "thesis.txt",
        ".gitignore",
        ".config.conf",
        ".thesis.txt.tmp",
        ".thesis.txt.crc",
        "corpus/corpus.json",
        "checkpoints/thesis.txt",
        "checkpoints/best/conv1.safetensors",
        "checkpoints/round-000001/thesis.txt",
        "checkpoints/round-000001/conv9.safetensors",
        "activations/thesis.txt",
        "activations/conv1/round-000001/thesis.txt",
        "activations/conv1/round-000001/replica-000.parquet",
      })
  void overwritesNoRunWithAnythingElseInIt(String name) throws IOException {
    make();
    open().checkpoints().write(Checkpoint.untrained(SmallRecipe.with()));
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "words");

    assertThatThrownBy(() -> create(Existing.OVERWRITE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the run directory " + path + " contains ")
        .hasMessageEndingWith(
            ", which training has not written, so it is not overwritten: move that elsewhere, or"
                + " choose another directory");

    assertThat(file).hasContent("words");
    assertThat(open().newestCheckpoint().rounds()).isZero();
  }

  @Test
  void overwritesAllThatTrainingWrites() throws IOException {
    make();
    open().checkpoints().write(Checkpoint.untrained(SmallRecipe.with()));
    String random = "0123456789abcdef0123456789abcdef";
    for (String name :
        List.of(
            "metrics.jsonl",
            "validation.jsonl",
            "probes.jsonl",
            "map.json",
            "report.html",
            ".report.html." + random + ".tmp",
            ".metrics.jsonl.tmp",
            "checkpoints/.round-000001.json." + random + ".tmp",
            "checkpoints/round-000001/conv1.safetensors",
            "activations/conv1/round-000001.json",
            "activations/conv1/round-000001/replica-000-" + new UUID(1, 2) + ".parquet",
            "activations/conv1/.round-000002.json.tmp")) {
      Files.createDirectories(path.resolve(name).getParent());
      Files.writeString(path.resolve(name), "words");
    }

    create(Existing.OVERWRITE);

    assertThat(path).isEmptyDirectory();
  }

  @Test
  void overwritesWhatWasKilledBeforeItBecameARun() throws IOException {
    make();
    Files.delete(path.resolve("config.conf"));

    create(Existing.OVERWRITE);

    assertThat(path).isEmptyDirectory();
  }

  /** Otherwise one command would name the other, and both be refused. */
  @Test
  void namesOnlyOverwritingWhereAProcessWasKilledBeforeItBecameARun() throws IOException {
    make();
    Files.delete(path.resolve("config.conf"));

    assertRefused(
        () -> create(Existing.REFUSE),
        "the run directory %s is not empty, but no run yet (it lacks config.conf): begin it anew with"
            + " --overwrite, or choose another");
    assertRefused(
        this::open,
        "%s is no run yet: config.conf is missing, which is written last; if no process is at work"
            + " there, begin it anew with --overwrite");
  }

  @Test
  void namesNeitherResumingNorOverwritingForWhatIsNoRun() throws IOException {
    Files.createDirectory(path);
    Files.writeString(path.resolve("thesis.txt"), "words");

    assertRefused(
        () -> create(Existing.REFUSE),
        "the directory %s is not empty and no run (it lacks run.json), so it is not overwritten:"
            + " choose another");
  }

  @Test
  void listsWhatIsLeftBeforeItBecameARun() throws IOException {
    make();
    Files.delete(path.resolve("config.conf"));
    String temporary = ".config.conf.0123456789abcdef0123456789abcdef.tmp";
    String scratch = ".gim-scratch-" + new UUID(1, 2);
    Files.writeString(path.resolve(temporary), "words");
    Files.createDirectories(path.resolve(scratch));

    assertThat(RunDirectory.leftovers(hadoop, path.toString()))
        .extracting(leftover -> leftover.path().getName())
        .containsExactly(temporary, scratch);
  }

  @Test
  void isMadeBesideWhatAKilledPlanHasLeft() throws IOException {
    Path left = path.resolve(".gim-scratch-" + new UUID(1, 2));
    Files.createDirectories(left);
    Files.writeString(left.resolve("of-driver"), "words");

    create(Existing.REFUSE);

    assertThat(left.resolve("of-driver")).exists();
  }

  @Test
  void isFollowedThroughASymbolicLinkThatStays() throws IOException {
    make();
    Path link = Files.createSymbolicLink(parent.resolve("link"), path);

    RunDirectory run = RunDirectory.create(hadoop, link.toString(), Existing.OVERWRITE);
    INPUT.write(hadoop, run.file("run.json"));

    assertThat(link).isSymbolicLink();
    assertThat(path).isDirectoryContaining("glob:**/run.json");
    assertThat(path.resolve("config.conf")).doesNotExist();
  }

  @Test
  void isNotOverwrittenThroughALinkInIt() throws IOException {
    make();
    Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("round-000001.json"), "of another run");
    Files.createSymbolicLink(path.resolve("checkpoints"), elsewhere);

    assertThatThrownBy(() -> create(Existing.OVERWRITE))
        .hasMessageContaining(" contains checkpoints, which training has not written");
    assertThat(elsewhere.resolve("round-000001.json")).exists();
  }

  @Test
  void refusesAFile() throws IOException {
    Files.writeString(path, "words");

    for (Existing existing : Existing.values()) {
      assertRefused(() -> create(existing), "the run directory %s is a file: choose another place");
    }
  }

  @Test
  void opensNothingElse() {
    assertRefused(
        this::open,
        "%1$s is no run: config.conf is missing; start one with gim pretrain --run %1$s");
  }

  @Test
  void hasNoNewestCheckpointBeforeTheFirst() throws IOException {
    make();

    assertRefused(
        () -> open().newestCheckpoint(),
        "the run %s has no checkpoint yet: train first with gim pretrain");
  }

  @Test
  void namesWhatIsWrongWithRunJson() throws IOException {
    make();
    Path file = path.resolve("run.json");
    byte[] whole = Files.readAllBytes(file);

    Damage.cut(file, 30);
    assertInputRefused("run.json is damaged (", "SHA-256 of its other fields");
    Damage.write(file, whole);
    Damage.replace(file, "[ 0.2 ]", "[ 0.3 ]");
    assertInputRefused("run.json is damaged (", "SHA-256 of its other fields");
    Damage.write(file, whole);
    Renewed.replace(file, "\"corpusHash\" : \"0abc\",", "");
    assertInputRefused("run.json is damaged (", "'corpusHash'");
    Damage.write(file, whole);
    Damage.replace(file, "\"version\" : 4", "\"version\" : 3");
    assertInputRefused("run.json has format version 3, but this program reads version 4: ", "");
    Files.delete(file);
    assertInputRefused("run.json is missing: ", "");
  }

  @Test
  void refusesARecipeThatWasEditedByHand() throws IOException {
    make();
    Path file = path.resolve("config.conf");

    Damage.replace(file, "epochs = 3", "epochs = 9");
    assertRecipeRefused(
        "%s was edited or is damaged: its last line is not the SHA-256 of those above it. Restore it;"
            + " give other values as key=value on the command line; or make it a recipe of your own"
            + " by deleting that line in a copy");
    List<String> lines = Files.readAllLines(file);
    Damage.write(file, String.join("\n", lines.subList(0, lines.size() - 1)).getBytes(UTF_8));
    assertRecipeRefused(
        "%s does not end with a checksum: it was cut short, edited, or written by an older version of"
            + " this program. Restore it, or start a new run");
  }

  @Test
  void refusesARunOfAnOlderVersionWhoseModulesHadNoListOfLayers() throws IOException {
    make();
    Path file = path.resolve("config.conf");
    String now = Files.readString(file);
    String old =
        now.substring(0, now.lastIndexOf("# sha256"))
            .replace("layers = [", "convolutions = [")
            .replaceAll("(?m)^ +kind = \"convolution1d\"\n", "");
    Files.writeString(
        file, old + "# sha256 of the lines above: " + Sha256.hex(old.getBytes(UTF_8)) + "\n");

    assertRecipeRefused(
        "%s was written by an older version of this program, in which modules had no list of"
            + " layers: use that version, or start a new run");
  }

  /** As docs/run-directory.md says, with the shell's own tools. */
  @Test
  void takesARecipeThatWasEditedByHandIfItsChecksumWas() throws Exception {
    make();
    String edit =
        """
        sed -e 's/epochs = 3/epochs = 9/' -e '$d' config.conf > edited
        echo "# sha256 of the lines above: $(sha256sum < edited | cut -c 1-64)" >> edited
        mv edited config.conf
        """;
    Process shell = new ProcessBuilder("sh", "-ec", edit).directory(path.toFile()).start();
    assertThat(shell.waitFor()).isZero();

    assertThat(open().recipe().training().epochs()).isEqualTo(9);
  }

  private void assertRecipeRefused(String message) {
    assertThatThrownBy(() -> open().recipe())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, path.resolve("config.conf"));
  }

  private void make() throws IOException {
    RunDirectory run = create(Existing.REFUSE);
    INPUT.write(hadoop, run.file("run.json"));
    run.writeRecipe(SmallRecipe.with());
  }

  private RunDirectory create(Existing existing) throws IOException {
    return RunDirectory.create(hadoop, path.toString(), existing);
  }

  private RunDirectory open() throws IOException {
    return RunDirectory.open(hadoop, path.toString());
  }

  private void assertInputRefused(String start, String what) {
    assertThatThrownBy(() -> open().input())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(path + "/" + start)
        .hasMessageContaining(what)
        .hasMessageEndingWith(": start a new run");
  }

  private void assertRefused(ThrowingCallable action, String message) {
    assertThatThrownBy(action)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, path);
  }
}
