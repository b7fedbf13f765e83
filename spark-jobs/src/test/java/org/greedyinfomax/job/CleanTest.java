package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.corpus.AudioContents;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.corpus.StoredRowGroup;
import org.greedyinfomax.job.Clean.Place;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Leftover;
import org.greedyinfomax.training.FaultyFileSystem;
import org.greedyinfomax.training.FlakyFileSystem;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CleanTest {

  private static final Duration HOUR = Duration.ofMinutes(60);
  private static final int OLD = 61; // minutes
  private static final int YOUNG = 59;
  private static final int TOMORROW = -24 * 60;
  private static final String UUID = "0d1e2f30-1111-2222-3333-444455556666";
  private static final String PART = "replica-000-" + UUID + ".parquet";
  private static final String RANDOM = "0123456789abcdef0123456789abcdef";

  private final Configuration hadoop = new Configuration();
  @TempDir private Path folder;
  private Path run;
  private Path corpus;

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @BeforeEach
  void name() {
    run = folder.resolve("a run");
    corpus = folder.resolve("a corpus");
  }

  @Test
  void deletesWhatAKilledProcessHasLeftInARun() throws IOException {
    makeRun();
    Set<Path> kept = files(run);
    make(OLD, run, "activations/conv 1/round-000007.json");
    make(OLD, run, "activations/conv 1/round-000007/" + PART);
    make(OLD, run, "activations/conv 1/.round-000008.json.tmp");
    make(OLD, run, "checkpoints/round-000006/conv1.safetensors");
    make(OLD, run, "checkpoints/.round-000006.json.tmp");
    make(OLD, run, ".metrics.jsonl.tmp");
    make(OLD, run, ".run.json." + RANDOM + ".tmp");

    Clean.Report report = clean(Place.RUN, run, false);

    assertThat(files(run)).isEqualTo(kept);
    assertThat(run.resolve("activations")).doesNotExist();
    assertThat(run.resolve("checkpoints/round-000006")).doesNotExist();
    assertThat(report.toText())
        .isEqualTo(
            """
            deleted %1$s/.metrics.jsonl.tmp, 10 bytes
            deleted %1$s/.run.json.%2$s.tmp, 10 bytes
            deleted %1$s/activations, 30 bytes
            deleted %1$s/checkpoints/.round-000006.json.tmp, 10 bytes
            deleted %1$s/checkpoints/round-000006, 10 bytes
            %1$s: 5 deleted, 70 bytes; 0 left alone
            """,
            run, RANDOM);
  }

  @Test
  void doesNotTouchWhatWasModifiedLately() throws IOException {
    makeRun();
    make(YOUNG, run, "checkpoints/round-000006/conv1.safetensors");
    make(OLD, run, "checkpoints/round-000006/gru.safetensors");
    make(YOUNG, run, ".metrics.jsonl.tmp");
    make(OLD, run, ".run.json.tmp");

    Clean.Report report = clean(Place.RUN, run, false);

    assertThat(names(report.old())).containsExactly(".run.json.tmp");
    assertThat(names(report.young())).containsExactly(".metrics.jsonl.tmp", "round-000006");
    assertThat(report.toText())
        .contains(
            "left %s/checkpoints/round-000006, 20 bytes, alone: it was modified in the last 60"
                    .formatted(run)
                + " minutes\n");
    assertThat(run.resolve("checkpoints/round-000006/gru.safetensors")).exists();
    assertThat(run.resolve(".metrics.jsonl.tmp")).exists();
    assertThat(run.resolve(".run.json.tmp")).doesNotExist();
  }

  /** A round may wait longer than an hour to be read while the next one is written. */
  @Test
  void keepsAllActivationsIfAnyIsNew() throws IOException {
    makeRun();
    make(OLD, run, "activations/conv 1/round-000007/" + PART);
    make(YOUNG, run, "activations/conv 2/round-000003/" + PART);

    Clean.Report report = clean(Place.RUN, run, false);

    assertThat(report.old()).isEmpty();
    assertThat(run.resolve("activations/conv 1/round-000007/" + PART)).exists();
  }

  /** A file of the program's own beside it is not reason enough. */
  @Test
  void touchesNoFolderWithAFileOfTheUsersInIt() throws IOException {
    makeRun();
    make(OLD, run, "activations/conv 1/round-000007/" + PART);
    make(OLD, run, "activations/conv 1/notes.txt");
    make(OLD, run, "checkpoints/round-000006/conv1.safetensors");
    make(OLD, run, "checkpoints/round-000006/plot.png");
    make(OLD, run, ".thesis.tmp");
    make(OLD, run, ".lease-agreement.pdf");
    Set<Path> before = files(run);

    Clean.Report report = clean(Place.RUN, run, false);

    assertThat(files(run)).isEqualTo(before);
    assertThat(report.toText())
        .isEqualTo(
            """
            left %1$s/activations, 20 bytes, alone: conv 1/notes.txt in it is no file of this program
            left %1$s/checkpoints/round-000006, 20 bytes, alone: plot.png in it is no file of this program
            %1$s: 0 deleted, 0 bytes; 2 left alone
            """,
            run);
  }

  /** A clock that was wrong, or files from elsewhere: the time does not say what is at work. */
  @Test
  void deletesWhatSeemsToBeOfTheFuture() throws IOException {
    makeRun();
    make(TOMORROW, run, "activations/conv 1/round-000007/" + PART);
    make(-3, run, ".metrics.jsonl.tmp"); // clocks of machines may differ so much

    Clean.Report report = clean(Place.RUN, run, false);

    assertThat(run.resolve("activations")).doesNotExist();
    assertThat(run.resolve(".metrics.jsonl.tmp")).exists();
    assertThat(report.toText())
        .containsPattern(
            "activations, 10 bytes, although it was modified in the future, at 20\\S+Z: its time says"
                + " nothing\n");
  }

  @Test
  void deletesScratchInARunAndBesideIt() throws IOException {
    makeRun();
    Set<Path> kept = files(run);
    make(OLD, run, ".gim-scratch-" + UUID + "/attempt-0/round-000001.json");
    make(OLD, folder, ".gim-scratch-a run-" + UUID + "/of-driver");
    make(OLD, folder, ".gim-scratch-another run-" + UUID + "/of-driver");

    Clean.Report report = clean(Place.RUN, run, false);

    assertThat(report.old()).hasSize(2);
    assertThat(files(run)).isEqualTo(kept);
    assertThat(folder.resolve(".gim-scratch-a run-" + UUID)).doesNotExist();
    assertThat(folder.resolve(".gim-scratch-another run-" + UUID + "/of-driver")).exists();
  }

  /** The process was killed before it made the directory. */
  @Test
  void deletesScratchBesideARunThatNeverWas() throws IOException {
    make(OLD, folder, ".gim-scratch-a run-" + UUID + "/of-driver");

    assertThat(clean(Place.RUN, run, false).old()).hasSize(1);

    assertThat(folder.resolve(".gim-scratch-a run-" + UUID)).doesNotExist();
    assertThat(run).doesNotExist();
  }

  /** Nobody is at work there, however new it is: its lease is taken over, and goes. */
  @Test
  void deletesTheLeaseOfAProcessThatHasEnded() throws IOException {
    makeRun();
    Set<Path> kept = files(run);
    make(YOUNG, run, "lease.json");
    make(YOUNG, run, "lease.renewed");

    Clean.Report report = clean(Place.RUN, run, false);

    assertThat(report.toText())
        .isEqualTo(
            """
            deleted %1$s/lease.json, 10 bytes
            deleted %1$s/lease.renewed, 10 bytes
            %1$s: 2 deleted, 20 bytes; 0 left alone
            """,
            run);
    assertThat(files(run)).isEqualTo(kept);
  }

  /** Otherwise a process could begin to train on what is being deleted. */
  @ParameterizedTest
  @EnumSource(Place.class)
  void keepsOthersOutWhileItDeletes(Place place) throws IOException {
    makeRun();
    makeCorpus();
    make(OLD, run, ".metrics.jsonl.tmp");
    make(OLD, corpus, ".corpus.json.tmp");
    Configuration faulty = FaultyFileSystem.settings();
    String path = FaultyFileSystem.path(place == Place.RUN ? run : corpus);
    List<Optional<String>> users = new ArrayList<>();
    FaultyFileSystem.happens(
        new FaultyFileSystem.Fault() {
          @Override
          public void before(FaultyFileSystem.Operation operation, Path file) throws IOException {
            if (operation == FaultyFileSystem.Operation.DELETE
                && file.toString().matches(".*/[.](metrics[.]jsonl|corpus[.]json)[.]tmp")) {
              users.add(Lease.user(faulty, new org.apache.hadoop.fs.Path(path)));
            }
          }
        });

    new Clean(faulty).run(new Clean.Options(place, path, HOUR, false));

    assertThat(users)
        .singleElement()
        .satisfies(user -> assertThat(user.orElseThrow()).startsWith("process "));
    assertThat(run.resolve("lease.json")).doesNotExist();
    assertThat(corpus.resolve("lease.json")).doesNotExist();
  }

  @Test
  void takesNothingWhereNothingIsToBeDeleted() throws IOException {
    makeRun();
    FaultyFileSystem.happens(
        new FaultyFileSystem.Fault() {
          @Override
          public void before(FaultyFileSystem.Operation operation, Path file) throws IOException {
            if (operation == FaultyFileSystem.Operation.CREATE) {
              throw new IOException("a directory that may only be read");
            }
          }
        });

    Clean.Report report =
        new Clean(FaultyFileSystem.settings())
            .run(new Clean.Options(Place.RUN, FaultyFileSystem.path(run), HOUR, false));

    assertThat(report.old()).isEmpty();
  }

  @Test
  void deletesNothingInADryRun() throws IOException {
    makeRun();
    make(OLD, run, "activations/conv 1/round-000007/" + PART);
    Set<Path> before = files(run);

    assertThat(clean(Place.RUN, run, true).toText())
        .isEqualTo(
            """
            would delete %1$s/activations, 10 bytes
            %1$s: 1 to delete, 10 bytes; 0 left alone
            """,
            run);

    assertThat(files(run)).isEqualTo(before);
  }

  @Test
  void worksOnOtherFileSystems() throws IOException {
    hadoop.set("fs.flaky.impl", FlakyFileSystem.class.getName());
    makeRun();
    Set<Path> kept = files(run);
    make(OLD, run, "activations/conv 1/round-000007/" + PART);
    make(OLD, run, "checkpoints/round-000006/conv1.safetensors");

    new Clean(hadoop).run(new Clean.Options(Place.RUN, "flaky://" + run, HOUR, false));

    assertThat(files(run)).isEqualTo(kept);
  }

  @Test
  void refusesWhatIsNoRun() throws IOException {
    make(OLD, run, "activations/of something else.txt");
    assertThatThrownBy(() -> clean(Place.RUN, run, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(run + " is no run: config.conf is missing");

    make(OLD, run, "config.conf");
    assertThatThrownBy(() -> clean(Place.RUN, run, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(run + " is no run: run.json is missing");

    assertThat(run.resolve("activations/of something else.txt")).exists();
  }

  @Test
  void deletesShardsThatTheManifestOfACorpusDoesNotName() throws IOException {
    makeCorpus();
    Set<Path> kept = files(corpus);
    make(OLD, corpus, "shard-00000-" + UUID + ".parquet");
    make(OLD, corpus, ".corpus.json.tmp");

    Clean.Report report = clean(Place.CORPUS, corpus, false);

    assertThat(names(report.old()))
        .containsExactly(".corpus.json.tmp", "shard-00000-" + UUID + ".parquet");
    assertThat(files(corpus)).isEqualTo(kept);
  }

  /** An ingestion may take longer than an hour, and has not written its manifest before its end. */
  @Test
  void keepsAllShardsOfAnIngestionThatIsUnderWay() throws IOException {
    makeCorpus();
    make(OLD, corpus, "shard-00000-" + UUID + ".parquet");
    make(YOUNG, corpus, "shard-00001-" + UUID + ".parquet");

    assertThat(clean(Place.CORPUS, corpus, false).old()).isEmpty();
    assertThat(corpus.resolve("shard-00000-" + UUID + ".parquet")).exists();
  }

  @Test
  void refusesWhatIsNoCorpus() throws IOException {
    make(OLD, corpus, "shard-00000-alone.parquet");

    assertThatThrownBy(() -> clean(Place.CORPUS, corpus, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(corpus + " is not a corpus: corpus.json is missing");
    assertThat(corpus.resolve("shard-00000-alone.parquet")).exists();
  }

  private Clean.Report clean(Place place, Path path, boolean dryRun) throws IOException {
    return new Clean(hadoop).run(new Clean.Options(place, path.toString(), HOUR, dryRun));
  }

  /** A finished run, with files of the user's own. */
  private void makeRun() throws IOException {
    make(OLD, run, "config.conf");
    Files.writeString(run.resolve("config.conf"), SmallRecipe.with().toChecked());
    make(OLD, run, "run.json");
    make(OLD, run, "metrics.jsonl");
    make(OLD, run, "report.html");
    make(OLD, run, "notes.tmp");
    make(OLD, run, "checkpoints/round-000005.json");
    make(OLD, run, "checkpoints/round-000005/conv1.safetensors");
    make(OLD, run, "checkpoints/best/conv1.safetensors");
  }

  private void makeCorpus() throws IOException {
    String shard = "shard-00000-named.parquet";
    CorpusDirectory directory =
        CorpusDirectory.claim(hadoop, corpus.toString(), CorpusDirectory.Existing.REFUSE);
    make(OLD, corpus, shard);
    directory.commit(
        new CorpusManifest(
            CorpusManifest.VERSION,
            new AudioContents(8_000, 100),
            1,
            List.of(0.0),
            List.of(1.0),
            List.of(),
            List.of(
                new Shard(
                    shard,
                    1,
                    10,
                    "0".repeat(64),
                    List.of(new StoredRowGroup(1, List.of(3L, 3L, 3L), List.of(0L, 0L, 0L))),
                    0)),
            List.of("sounds"),
            0,
            Map.of(),
            0),
        List.of(),
        List.of(),
        List.of());
  }

  /** Writes ten bytes, so many minutes ago. */
  private static void make(int minutes, Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "ten bytes.");
    Files.setLastModifiedTime(
        file, FileTime.from(Instant.now().minus(Duration.ofMinutes(minutes))));
  }

  private static Set<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).collect(Collectors.toSet());
    }
  }

  private static List<String> names(List<Leftover> leftovers) {
    return leftovers.stream().map(leftover -> leftover.path().getName()).toList();
  }
}
