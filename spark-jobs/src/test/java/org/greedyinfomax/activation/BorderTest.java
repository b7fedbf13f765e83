package org.greedyinfomax.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.config.ActivationSettings;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.storage.Renewed;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.StorageType;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class BorderTest {

  private static final BorderShape SHAPE =
      new BorderShape("conv1", StorageType.FLOAT16, 2, new SampleShape.Sequence(3, 4));

  @TempDir private Path directory;
  private Border border;

  @BeforeEach
  void open() {
    border = border(2);
  }

  private Border border(int window) {
    return new Border(
        new BorderStore(
            new Configuration(), new org.apache.hadoop.fs.Path(directory.toString()), SHAPE),
        window);
  }

  @Test
  void handsRoundsOnInOrder() throws Exception {
    border.begin();
    border.commit(manifest(1));
    border.begin();
    border.commit(manifest(2));

    assertThat(border.await(1)).isEqualTo(border.store().manifest(1));
    border.release();
    assertThat(border.await(2).round()).isEqualTo(2);
  }

  @Test
  void letsTheGroupAboveWaitUntilARoundIsCommitted() throws Exception {
    CompletableFuture<RoundManifest> above = above(1);
    border.begin();
    assertStillWaits(above);

    border.commit(manifest(1));

    assertThat(above.get().round()).isEqualTo(1);
  }

  @Test
  void letsTheGroupBelowWaitUntilThereIsRoom() throws Exception {
    border.begin();
    border.commit(manifest(1));
    border.begin();
    CompletableFuture<Void> below = below();
    assertStillWaits(below);
    border.await(1);
    assertStillWaits(below);

    border.release();

    below.get();
    assertThat(border.occupancy().rounds()).isEqualTo(2);
  }

  @Test
  void deletesARoundWhenItIsReleasedWithWhatFailedAttemptsLeft() throws Exception {
    border.begin();
    border.commit(manifest(1));
    Path round = directory.resolve("round-000001");
    Files.writeString(round.resolve("replica-000-" + UUID.randomUUID() + ".parquet"), "half");
    assertThat(directory.resolve("round-000001.json")).exists();

    border.await(1);
    border.release();

    assertThat(round).doesNotExist();
    assertThat(directory.resolve("round-000001.json")).doesNotExist();
    assertThat(border.occupancy()).isEqualTo(new Border.Occupancy(0, 2, 0));
  }

  @Test
  void deletesNothingElseWhenARoundIsReleased() throws Exception {
    border.begin();
    border.commit(manifest(1));
    Path note = directory.resolve("round-000001/notes.txt");
    Files.writeString(note, "what I saw in it");

    border.await(1);
    border.release();

    assertThat(note.getParent()).isDirectoryContaining("glob:**/notes.txt");
    assertThat(note.getParent()).isDirectoryNotContaining("glob:**/replica-*");
  }

  @Test
  void clearsOnlyWhatLiesInAModulesFolder() throws Exception {
    Path manifest =
        Files.createDirectories(directory.resolve("conv2")).resolve("round-000009.json");
    Files.writeString(manifest, "{}");
    Path mine = Files.writeString(directory.resolve("round-000009.json"), "what I copied");

    new ActivationStore(new Configuration(), new org.apache.hadoop.fs.Path(directory.toString()))
        .clear();

    assertThat(manifest.getParent()).doesNotExist();
    assertThat(mine).hasContent("what I copied");
  }

  @Test
  void countsTheBytesThatLieInTheWindow() throws Exception {
    border.begin();
    RoundManifest manifest = manifest(1);
    border.commit(manifest);
    border.begin();

    assertThat(border.occupancy()).isEqualTo(new Border.Occupancy(2, 2, manifest.bytes()));
    assertThat(manifest.bytes())
        .isEqualTo(Files.size(directory.resolve(manifest.parts().get(0).file())))
        .isLessThan(SHAPE.roundBytes(1, 1));
  }

  @Test
  void letsNobodyWaitWhenItIsClosed() throws Exception {
    CompletableFuture<RoundManifest> above = above(1);
    border.begin();
    border.begin();
    CompletableFuture<Void> below = below();

    border.close();

    assertCancelled(above);
    assertCancelled(below);
    assertThatThrownBy(border::begin)
        .isInstanceOf(CancellationException.class)
        .hasMessage("the border above module conv1 is closed");
  }

  @Test
  void refusesAManifestThatIsDamagedOrNotTheOneThatWasWritten() throws Exception {
    Path file = directory.resolve("round-000001.json");
    border.begin();
    border.commit(manifest(1));
    String text = Files.readString(file);

    Files.writeString(file, text.substring(0, text.length() / 2));
    assertThatThrownBy(() -> border.await(1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("%s is damaged (", file)
        .hasMessageEndingWith("): go on with --resume, which makes it anew");
    Files.writeString(
        file, Renewed.checked(text.replace("\"states\" : \"0a", "\"states\" : \"0b")));
    assertThatThrownBy(() -> border.await(1))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the manifest of round 1 of module conv1 is not the one that was written: go on with"
                + " --resume");
    Files.delete(file);
    assertThatThrownBy(() -> border.await(1))
        .isInstanceOf(IOException.class)
        .hasMessage("%s is missing: go on with --resume, which makes it anew", file);
  }

  @Test
  void holdsAsManyRoundsAsTheBudgetAllows() {
    List<Long> bytes = List.of(100L, 50L);

    assertThat(ActivationStore.window(bytes, new ActivationSettings(4, 1_000))).isEqualTo(4);
    assertThat(ActivationStore.window(bytes, new ActivationSettings(4, 599))).isEqualTo(3);
    assertThat(ActivationStore.window(bytes, new ActivationSettings(4, 150))).isEqualTo(1);
    assertThatThrownBy(() -> ActivationStore.window(bytes, new ActivationSettings(4, 149)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "activations.budget is 149 bytes, but one round of all borders takes up to 150: raise"
                + " it, lower training.localSteps, or have fewer borders by training.schedule");
  }

  private RoundManifest manifest(int round) throws IOException {
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    try (Arena arena = new Arena(engine);
        PartWriter writer = border.store().write(round, 0)) {
      List<SampleName> samples =
          List.of(new SampleName("a", 0, false), new SampleName("b", 1, false));
      writer.write(engine, arena.zeros(2, 3, 4), samples);
      return RoundManifest.of(round, SHAPE, "0a1b", List.of(writer.finish()));
    }
  }

  private CompletableFuture<RoundManifest> above(int round) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return border.await(round);
          } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  private CompletableFuture<Void> below() {
    return CompletableFuture.runAsync(
        () -> {
          try {
            border.begin();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void assertStillWaits(CompletableFuture<?> side) {
    assertThatThrownBy(() -> side.get(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  private static void assertCancelled(CompletableFuture<?> side) {
    assertThatThrownBy(side::get)
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(CancellationException.class),
            e ->
                assertThat(e)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CancellationException.class));
  }
}
