package org.greedyinfomax.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.storage.DiskTrace;
import org.greedyinfomax.storage.Renewed;
import org.greedyinfomax.training.Damage;
import org.greedyinfomax.training.SmallRecipe;
import org.greedyinfomax.training.TrainingProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CheckpointsTest {

  private static final Recipe RECIPE = SmallRecipe.with();
  private static final String REMEDY =
      "): no checkpoint before it is whole: restore the file, or start the run anew with"
          + " --overwrite";

  @TempDir private Path run;
  private Path directory;
  private Checkpoints checkpoints;

  @BeforeEach
  void name() {
    directory = run.resolve("checkpoints");
    checkpoints = checkpoints(RECIPE);
  }

  @Test
  void areNoneInTheBeginning() throws IOException {
    assertThat(checkpoints.latest()).isEmpty();
  }

  @Test
  void readBackWhatWasWritten() throws IOException {
    Checkpoint written = checkpoint(3);
    checkpoints.write(written);

    Checkpoint read = checkpoints.latest().orElseThrow();

    assertThat(read.rounds()).isEqualTo(3);
    assertThat(read.hash()).isEqualTo(written.hash()).matches("[0-9a-f]{64}");
    assertThat(read.states().get(2).values()).containsExactly(written.states().get(2).values());
  }

  @Test
  void keepTheTwoNewest() throws IOException {
    for (int rounds : new int[] {1, 9, 10, 1_000_000}) {
      checkpoints.write(checkpoint(rounds));
    }

    assertThat(files())
        .containsExactlyInAnyOrder(
            "round-000010", "round-000010.json", "round-1000000", "round-1000000.json");
    assertThat(latestRounds()).isEqualTo(1_000_000);
  }

  @Test
  void areForgottenAfterARound() throws IOException {
    checkpoints.write(checkpoint(4));
    checkpoints.write(checkpoint(5));

    checkpoints.truncate(4);

    assertThat(files()).containsExactlyInAnyOrder("round-000004", "round-000004.json");
  }

  /** Forgets a checkpoint, to be traced. */
  public static void main(String[] args) throws IOException {
    Checkpoints written = checkpoints(RECIPE, Path.of(args[0]));
    written.write(checkpoint(4));
    written.write(checkpoint(5));
    written.truncate(4);
  }

  @Test
  void areForgottenForGoodIfThePowerIsCutAfterwards() throws Exception {
    assumeTrue(DiskTrace.isPossible(), "strace is not there, or may not trace");
    Path disk = Files.createDirectory(run.resolve("disk"));
    List<String> command = new ArrayList<>(TrainingProcess.java());
    command.addAll(
        List.of(CheckpointsTest.class.getName(), disk.resolve("checkpoints").toString()));
    DiskTrace trace = DiskTrace.of(command, disk, run.resolve("strace"));

    trace.restore(trace.operations(), DiskTrace.Names.SYNCED, run);

    assertThat(files()).contains("round-000004.json").doesNotContain("round-000005.json");
  }

  @Test
  void areNotMistakenForWhatAKilledProcessLeaves() throws IOException {
    checkpoints.write(checkpoint(2));
    Path unnamed = Files.createDirectories(directory.resolve("round-000003"));
    Files.write(unnamed.resolve("conv1.safetensors"), new byte[10]);
    Files.writeString(directory.resolve(".round-000003.json.tmp"), "{\"version\" : 1, \"rou");
    Files.copy(directory.resolve("round-000002.json"), directory.resolve("round-000004.json.copy"));

    assertThat(latestRounds()).isEqualTo(2);

    checkpoints.write(checkpoint(3));
    assertThat(latestRounds()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, -1})
  void refuseAFlippedBit(int at) throws IOException {
    checkpoints.write(checkpoint(2));
    Path file = directory.resolve("round-000002/conv2.safetensors");
    Damage.flip(file, at);

    assertRefused(file + " is damaged (its bytes have changed" + REMEDY);
  }

  @Test
  void refuseABitThatHadoopSeesFlipped() throws IOException {
    checkpoints.write(checkpoint(2));
    Path file = directory.resolve("round-000002/gru.safetensors");
    byte[] content = Files.readAllBytes(file);
    content[50] ^= 1;
    Files.write(file, content);

    assertRefused(file + " is damaged (its bytes have changed" + REMEDY);
  }

  @Test
  void refuseAFileThatWasCut() throws IOException {
    checkpoints.write(checkpoint(2));
    Path file = directory.resolve("round-000002/conv1.safetensors");
    long bytes = Files.size(file);
    Damage.cut(file, 100);

    assertRefused(file + " is damaged (it has 100 bytes instead of " + bytes + REMEDY);
  }

  @Test
  void refuseAMissingFile() throws IOException {
    checkpoints.write(checkpoint(2));
    Path file = directory.resolve("round-000002/conv1.safetensors");
    Files.delete(file);

    assertRefused(file + " is damaged (it is missing" + REMEDY);
  }

  /** Every byte in turn: whatever it breaks, nothing is read but what was written. */
  @Test
  void refuseAManifestWithAFlippedBit() throws IOException {
    checkpoints.write(checkpoint(2));
    Path manifest = directory.resolve("round-000002.json");
    byte[] whole = Files.readAllBytes(manifest);
    for (int at = 0; at < whole.length; at++) {
      byte[] broken = whole.clone();
      broken[at] ^= (byte) (1 << at % 8);
      Damage.write(manifest, broken);
      assertThatThrownBy(checkpoints::latest)
          .as("byte %d of %s", at, new String(broken, StandardCharsets.ISO_8859_1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("checkpoints/");
    }
    Damage.write(manifest, whole);
    assertThat(latestRounds()).isEqualTo(2);
  }

  @Test
  void refuseAManifestUnderTheNameOfAnotherRound() throws IOException {
    checkpoints.write(checkpoint(2));
    Path other = directory.resolve("round-000009.json");
    Files.copy(directory.resolve("round-000002.json"), other);

    assertRefused(
        other
            + " is damaged (it is not of round 9 of these modules): the checkpoint before, of round"
            + " 2, is whole");
  }

  /** A run from somebody else may name anything: nobody is asked for it, and nothing read. */
  @Test
  void refuseAManifestThatLeadsElsewhere() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
        });
    server.start();
    try {
      for (String elsewhere :
          List.of(
              "http://127.0.0.1:" + server.getAddress().getPort() + "/conv2.safetensors",
              "file:/etc/hostname",
              "/etc/hostname",
              "../checkpoints/round-000002/conv2.safetensors",
              "round-000002/../round-000002/conv2.safetensors",
              "./round-000002/conv2.safetensors",
              "round-000002/sub/conv2.safetensors",
              "conv2.safetensors",
              "round-000002/conv2.safetensors\\n",
              "round-000002/conv2\\u001b.safetensors",
              "")) {
        checkpoints.write(checkpoint(2));
        Path manifest = directory.resolve("round-000002.json");
        Renewed.replace(manifest, "round-000002/conv2.safetensors", elsewhere);

        assertThatThrownBy(checkpoints::latest)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith(manifest + " is damaged (")
            .hasMessageContaining(
                "a module's file must be named like round-000010/MODULE.safetensors, but is \"");
      }
    } finally {
      server.stop(0);
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void refuseAnotherFormat() throws IOException {
    checkpoints.write(checkpoint(2));
    Path manifest = directory.resolve("round-000002.json");
    Damage.replace(manifest, "\"version\" : 2", "\"version\" : 1, \"new\" : 0");

    assertRefused(manifest + " has format version 1, but this program reads version 2: ");
  }

  @Test
  void refuseAnotherRecipe() throws IOException {
    checkpoints.write(checkpoint(2));

    assertThatThrownBy(checkpoints(SmallRecipe.with("optimizer.learningRate=1e-3"))::latest)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            directory.resolve("round-000002.json")
                + " belongs to another recipe: resume with the recipe in config.conf of the run,"
                + " or start a new run");
    assertThat(checkpoints(SmallRecipe.with("training.epochs=9")).latest()).isPresent();
  }

  @Test
  void sayWhatHelpsWhoWantsADamagedOne() throws IOException {
    checkpoints.write(checkpoint(1));
    checkpoints.write(checkpoint(2));
    Path file = directory.resolve("round-000002/conv1.safetensors");
    Damage.flip(file, 99);

    assertRefused(
        file
            + " is damaged (its bytes have changed): the checkpoint before, of round 1, is whole;"
            + " gim pretrain --resume goes on from it, or delete "
            + directory.resolve("round-000002.json")
            + " to take it as it is");

    Files.delete(directory.resolve("round-000002.json"));
    assertThat(latestRounds()).isEqualTo(1);
    checkpoints.write(checkpoint(2));
    assertThat(latestRounds()).isEqualTo(2);
  }

  @Test
  void deleteOnlyWhatTheyHaveWritten() throws IOException {
    checkpoints.write(checkpoint(1));
    Path note = directory.resolve("round-000001/notes.txt");
    Files.writeString(note, "the best one");

    checkpoints.write(checkpoint(2));
    checkpoints.write(checkpoint(3));

    assertThat(note).exists();
    assertThat(directory.resolve("round-000001/conv1.safetensors")).doesNotExist();
  }

  /** A run that somebody has prepared must not write elsewhere. */
  @Test
  void replaceSymbolicLinksAndDoNotFollowThem() throws IOException {
    Path victim = Files.writeString(run.resolve("victim"), "mine");
    Path folder = Files.createDirectories(directory.resolve("round-000001"));
    Files.createSymbolicLink(folder.resolve("conv1.safetensors"), victim);
    Files.createSymbolicLink(folder.resolve("conv2.safetensors"), run.resolve("nowhere"));
    Files.createSymbolicLink(directory.resolve(".round-000001.json.tmp"), victim);
    Files.createSymbolicLink(directory.resolve("round-000001.json"), victim);

    checkpoints.write(checkpoint(1));

    assertThat(victim).hasContent("mine");
    assertThat(run.resolve("nowhere")).doesNotExist();
    assertThat(latestRounds()).isEqualTo(1);
  }

  private Checkpoints checkpoints(Recipe recipe) {
    return checkpoints(recipe, directory);
  }

  private static Checkpoints checkpoints(Recipe recipe, Path directory) {
    return new Checkpoints(
        new Configuration(), new org.apache.hadoop.fs.Path(directory.toString()), recipe);
  }

  private int latestRounds() throws IOException {
    return checkpoints.latest().map(Checkpoint::rounds).orElseThrow();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(checkpoints::latest)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.endsWith(".crc"))
          .toList();
    }
  }

  /** States that differ from round to round. */
  private static Checkpoint checkpoint(int rounds) {
    List<byte[]> files = new ArrayList<>();
    List<ModuleState> states = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      ModuleLayout layout = ModuleLayout.of(RECIPE.stack(), m);
      ModuleState state = ModuleState.initial(layout, rounds, m);
      states.add(new ModuleState(state.values(), state.first(), state.second(), rounds));
      files.add(states.get(m).toBytes(layout));
    }
    return new Checkpoint(rounds, files, states);
  }
}
