package org.greedyinfomax.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.storage.Lease;
import org.greedyinfomax.storage.Renewed;
import org.greedyinfomax.training.FaultyFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorpusTest {

  private static final int ROWS = 60;
  private static final int RATE = 16_000;
  private static final List<String> LABELS = List.of("digit", "speaker");

  private final Configuration hadoop = new Configuration();
  @TempDir private Path parent;
  private Path directory;

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @BeforeEach
  void writeTwoShards() throws IOException {
    directory = parent.resolve("corpus");
    CorpusDirectory output =
        CorpusDirectory.claim(hadoop, directory.toString(), CorpusDirectory.Existing.REFUSE);
    Shard first = shard(0, 0, ROWS);
    Shard second = shard(1, ROWS, 1);
    output.commit(
        manifest(List.of(first, second)), List.of("a.wav\tis too short"), List.of(), List.of());
  }

  @Test
  void readsEveryRowInOrder() throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());

    List<CorpusRow> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      assertThat(group.firstRow()).isEqualTo(rows.size());
      rows.addAll(corpus.read(group));
    }

    assertThat(rows).hasSize(ROWS + 1);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).id()).isEqualTo(i);
      assertThat(rows.get(i).key()).isEqualTo("key-" + i);
      assertThat(samples(rows.get(i))).isEqualTo(samples(i));
      assertThat(rows.get(i).labels()).isEqualTo(labels(i));
    }
  }

  @Test
  void readsLabelsWithoutSamples() throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    RowGroup group = corpus.rowGroups().get(1);
    long id = group.firstRow();

    assertThat(corpus.readLabels(group))
        .hasSize(group.rows())
        .startsWith(new RowLabels(id, "key-" + id, labels((int) id)));
    try (RowGroupReader reader = corpus.openShard(0)) {
      assertThat(reader.readLabels(group).get(0).key()).isEqualTo("key-" + id);
      assertThat(samples(reader.read(group).get(0))).isEqualTo(samples((int) id));
    }
  }

  @Test
  void cutsRowGroupsOfAboutFourMebibytes() throws IOException {
    Shard shard = Corpus.open(hadoop, directory.toString()).manifest().shards().get(0);

    assertThat(shard.rowGroups()).hasSizeGreaterThan(2);
    for (StoredRowGroup group : shard.rowGroups().subList(0, shard.rowGroups().size() - 1)) {
      assertThat(group.rows() * 2L * samples(0).length).isBetween(3L << 20, 5L << 20);
    }
  }

  @Test
  void readsSeveralRowGroupsOfAnOpenShardInAnyOrder() throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    List<RowGroup> groups = corpus.rowGroups();

    try (RowGroupReader reader = corpus.openShard(0)) {
      assertThat(reader.read(groups.get(1)).get(0).id()).isEqualTo(groups.get(1).firstRow());
      assertThat(reader.read(groups.get(0)).get(0).id()).isZero();
    }
  }

  @Test
  void travelsByJavaSerialization() throws Exception {
    Corpus corpus = Corpus.open(hadoop, directory.toString());

    Corpus copy = copy(corpus);

    assertThat(copy.manifest()).isEqualTo(corpus.manifest());
    assertThat(copy.read(copy.rowGroups().get(0))).hasSize(corpus.rowGroups().get(0).rows());
  }

  @Test
  void verifiesWhatIsIntactAndNamesWhatIsNot() throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    corpus.verify();
    Path shard = damage(corpus, 1, 100);

    assertThatThrownBy(corpus::verify)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(shard + " is not the file that was ingested: it has")
        .hasMessageEndingWith("restore it, or ingest the files again");
  }

  @Test
  void refusesADamagedPage() throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    Path shard = damage(corpus, 0, 100_000);

    assertThatThrownBy(() -> corpus.read(corpus.rowGroups().get(0)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("shard " + shard + " is damaged: ")
        .hasMessageEndingWith("restore it, or ingest the files again");
  }

  /** The footer and the headers of pages among them, which Parquet has no checksums of. */
  @Test
  void findsEveryChangedBitOfAShard() throws IOException {
    CorpusDirectory output = claim(directory, CorpusDirectory.Existing.REPLACE);
    try (ShardWriter writer =
        new ShardWriter(hadoop, directory.toString(), 0, ContentKind.AUDIO, LABELS)) {
      writer.write("ä", new Clip(RATE, new short[] {1, 2, 3}), Map.of("digit", "7"));
      output.commit(manifest(List.of(writer.finish())), List.of(), List.of(), List.of());
    }
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    Path shard = directory.resolve(corpus.manifest().shards().get(0).file());
    deleteChecksum(shard);
    byte[] whole = Files.readAllBytes(shard);

    assertThat(corpus.read(corpus.rowGroups().get(0))).hasSize(1);
    for (int bit = 8 * 4; bit < 8 * whole.length; bit += 5) { // behind the first "PAR1"
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(shard, changed);
      assertThatThrownBy(() -> corpus.read(corpus.rowGroups().get(0)))
          .as("bit %d", bit)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("shard " + shard + " is damaged: the checksum of bytes ")
          .hasMessageEndingWith("restore it, or ingest the files again");
    }
  }

  @Test
  void readsLabelsThatAreIntactThoughContentsAreNot() throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    damage(corpus, 0, 100_000);

    assertThat(corpus.readLabels(corpus.rowGroups().get(0))).isNotEmpty();
  }

  @Test
  void refusesAFileThatIsNoShard() throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    Path shard = directory.resolve(corpus.manifest().shards().get(0).file());
    deleteChecksum(shard);
    Files.writeString(shard, "no parquet");

    assertThatThrownBy(() -> corpus.openShard(0))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("shard " + shard + " is damaged: ");
  }

  @Test
  void refusesAShardThatIsNotWhatTheManifestSays() throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    List<Shard> shards = corpus.manifest().shards();
    Path first = directory.resolve(shards.get(0).file());
    deleteChecksum(first);
    Files.delete(first);
    Files.copy(directory.resolve(shards.get(1).file()), first);

    assertThatThrownBy(() -> corpus.read(corpus.rowGroups().get(0)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(
            "shard %s is damaged: it has %d bytes instead of ", first, Files.size(first));
  }

  @Test
  void refusesAMissingShard() throws IOException {
    Corpus corpus = Corpus.open(hadoop, directory.toString());
    Path shard = directory.resolve(corpus.manifest().shards().get(1).file());
    Files.delete(shard);

    assertThatThrownBy(() -> corpus.openShard(1))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "shard %s is missing, though the manifest names it; restore it, or ingest the"
                + " files again",
            shard);
  }

  @Test
  void refusesADirectoryWithoutAManifest() throws IOException {
    assertThatThrownBy(() -> Corpus.open(hadoop, parent.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(parent + " is not a corpus: corpus.json is missing; run gim ingest first");
  }

  @Test
  void refusesADamagedManifest() throws IOException {
    String whole = Files.readString(directory.resolve("corpus.json"));

    assertRefused(
        whole.substring(0, whole.length() / 2), " is damaged (", "): restore it, or ingest the");
    assertRefused(
        whole.replace("\"mean\" : [ 0.0 ]", "\"mean\" : [ 0.1 ]"),
        " is damaged (it does not end with the SHA-256 of its other fields",
        "): restore it, or ingest the");
    assertRefused(
        Renewed.checked(whole.replace("\"rows\" : 61", "\"rows\" : 62")),
        " is damaged (",
        "the shards must add up to 62 rows, but have [60, 1]");
    assertRefused(
        Renewed.checked(whole.replaceFirst("\"sampleRate\" : 16000,\\s*", "")),
        " is damaged (",
        "'sampleRate'");
    assertRefused(
        whole.replace("\"version\" : 4", "\"version\" : 3"),
        " has format version 3, but this program reads version 4: restore it, or ingest the files again",
        "");
  }

  @Test
  void refusesToWriteWhereSomethingIs() throws IOException {
    Files.writeString(parent.resolve("thesis.txt"), "words");

    assertThatThrownBy(() -> claim(directory, CorpusDirectory.Existing.REFUSE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the output %s is not empty: choose another directory, or allow it to be overwritten",
            directory);
    assertThatThrownBy(
            () -> claim(directory.resolve("corpus.json"), CorpusDirectory.Existing.REPLACE))
        .hasMessage("the output %s/corpus.json is a file: choose a directory", directory);
    Files.move(directory, parent.resolve("shard-of-glass.parquet"));
    assertThatThrownBy(() -> claim(parent, CorpusDirectory.Existing.REPLACE))
        .hasMessage(
            "the output %s contains shard-of-glass.parquet/, which is no part of a corpus, so it is"
                + " not overwritten: choose another directory",
            parent);
  }

  /** Only ingestion gives such names, and a manifest has others of its corpus alone. */
  @Test
  void refusesAShardThatIsNoneOfOurs() throws IOException {
    Files.writeString(directory.resolve("shard-of-glass.parquet"), "by somebody else");

    assertThatThrownBy(() -> claim(directory, CorpusDirectory.Existing.REPLACE))
        .hasMessageContaining(" contains shard-of-glass.parquet, which is no part of a corpus");
  }

  @Test
  void deletesNothingThatCameWhileItWasMade() throws IOException {
    CorpusDirectory discarded = claim(directory, CorpusDirectory.Existing.REPLACE);
    Files.writeString(directory.resolve("shard-of-glass.parquet"), "by somebody else");
    discarded.discard();
    assertThat(directory.resolve("shard-of-glass.parquet")).exists();
    Files.delete(directory.resolve("shard-of-glass.parquet"));

    CorpusDirectory committed = claim(directory, CorpusDirectory.Existing.REPLACE);
    Files.writeString(directory.resolve("shard-of-glass.parquet"), "by somebody else");
    committed.commit(manifest(List.of(shard(0, 0, 1))), List.of(), List.of(), List.of());
    assertThat(directory.resolve("shard-of-glass.parquet")).exists();
  }

  @Test
  void isFollowedThroughASymbolicLinkThatStays() throws IOException {
    Path link = Files.createSymbolicLink(parent.resolve("link"), directory);

    CorpusDirectory output = claim(link, CorpusDirectory.Existing.REPLACE);
    output.commit(manifest(List.of(shard(0, 0, 1))), List.of(), List.of(), List.of());

    assertThat(link).isSymbolicLink();
    assertThat(Corpus.open(hadoop, link.toString()).manifest().rows()).isEqualTo(1);
  }

  /** So that whoever sees the manifest can see which files were left out. */
  @Test
  void isNoCorpusBeforeItsRejectedFilesAreListed() throws IOException {
    Path place = parent.resolve("new");
    CorpusDirectory output = claim(place, CorpusDirectory.Existing.REFUSE);
    Files.createDirectories(place.resolve("rejected.tsv/in the way"));

    assertThatThrownBy(
            () ->
                output.commit(
                    manifest(List.of(shard(0, 0, 1))),
                    List.of("a.wav\tis bad"),
                    List.of(),
                    List.of()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + place + "/rejected.tsv: ");

    assertThat(Corpus.exists(hadoop, place.toString())).isFalse();
    output.discard();
    assertThat(files(place)).containsExactly("rejected.tsv");
  }

  @Test
  void keepsTheOlderCorpusWhenTheNewOneIsDiscarded() throws IOException {
    CorpusDirectory output = claim(directory, CorpusDirectory.Existing.REPLACE);
    shard(0, 0, 1);

    output.discard();

    Corpus corpus = Corpus.open(hadoop, directory.toString());
    corpus.verify();
    assertThat(files(directory)).containsExactlyInAnyOrderElementsOf(filesOf(corpus));
  }

  /** Another process could begin in between, and find its shards deleted. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isNobodyElsesBeforeWhatWasAddedIsDeleted(boolean isCommitTried) throws IOException {
    Path place = parent.resolve("new");
    String path = FaultyFileSystem.path(place);
    Configuration faulty = FaultyFileSystem.settings();
    CorpusDirectory output = CorpusDirectory.claim(faulty, path, CorpusDirectory.Existing.REFUSE);
    Path shard = Files.createFile(place.resolve("shard-00000-" + UUID.randomUUID() + ".parquet"));
    List<Optional<String>> users = new ArrayList<>();
    FaultyFileSystem.happens(
        new FaultyFileSystem.Fault() {
          @Override
          public void before(FaultyFileSystem.Operation operation, Path file) throws IOException {
            if (operation == FaultyFileSystem.Operation.RENAME) {
              throw new IOException("the disk is full");
            }
            if (operation == FaultyFileSystem.Operation.DELETE && file.equals(shard)) {
              users.add(Lease.user(faulty, new org.apache.hadoop.fs.Path(path)));
            }
          }
        });

    if (isCommitTried) {
      CorpusManifest manifest = Corpus.open(hadoop, directory.toString()).manifest();
      assertThatThrownBy(() -> output.commit(manifest, List.of(), List.of(), List.of()))
          .hasMessageContaining("the disk is full");
    }
    output.discard();

    assertThat(users).singleElement().satisfies(user -> assertThat(user).isPresent());
    assertThat(place).doesNotExist();
  }

  /** A full disk is an error, not an exception, in Hadoop's local files. */
  @Test
  void isGivenBackWhenItCannotBeLookedThrough() throws IOException {
    String path = FaultyFileSystem.path(directory);
    Configuration faulty = FaultyFileSystem.settings();
    FaultyFileSystem.happens(
        new FaultyFileSystem.Fault() {
          @Override
          public void before(FaultyFileSystem.Operation operation, Path file) throws IOException {
            if (file.endsWith("corpus.json") && Files.exists(directory.resolve("lease.json"))) {
              FaultyFileSystem.failAsOnAFullDisk();
            }
          }
        });

    assertThatThrownBy(() -> CorpusDirectory.claim(faulty, path, CorpusDirectory.Existing.REPLACE))
        .isInstanceOf(FSError.class);

    assertThat(directory.resolve("lease.json")).doesNotExist();
  }

  @Test
  void replacesTheOlderCorpusWhenTheNewOneIsCommitted() throws IOException {
    CorpusDirectory output = claim(directory, CorpusDirectory.Existing.REPLACE);
    Shard shard = shard(0, 0, 1);

    output.commit(manifest(List.of(shard)), List.of(), List.of(), List.of());

    Corpus corpus = Corpus.open(hadoop, directory.toString());
    corpus.verify();
    assertThat(corpus.manifest().rows()).isEqualTo(1);
    assertThat(files(directory)).containsExactlyInAnyOrderElementsOf(filesOf(corpus));
  }

  @Test
  void leavesNoFileOfAnUnfinishedShard() throws IOException {
    List<String> before = files(directory);

    try (ShardWriter writer =
        new ShardWriter(hadoop, directory.toString(), 9, ContentKind.AUDIO, LABELS)) {
      writer.write("key", new Clip(RATE, new short[10]), Map.of());
    }

    assertThat(files(directory)).containsExactlyInAnyOrderElementsOf(before);
  }

  private CorpusDirectory claim(Path path, CorpusDirectory.Existing existing) throws IOException {
    return CorpusDirectory.claim(hadoop, path.toString(), existing);
  }

  private void assertRefused(String manifest, String... parts) throws IOException {
    Path file = directory.resolve("corpus.json");
    deleteChecksum(file);
    Files.writeString(file, manifest);
    assertThatThrownBy(() -> Corpus.open(hadoop, directory.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(parts);
  }

  private Shard shard(int index, int firstRow, int rows) throws IOException {
    try (ShardWriter writer =
        new ShardWriter(hadoop, directory.toString(), index, ContentKind.AUDIO, LABELS)) {
      for (int i = firstRow; i < firstRow + rows; i++) {
        writer.write("key-" + i, new Clip(RATE, samples(i)), labels(i));
      }
      return writer.finish();
    }
  }

  private static short[] samples(CorpusRow row) {
    return ((Clip) row.content()).samples();
  }

  private static short[] samples(int row) {
    short[] samples = new short[100_000];
    Random random = new Random(row);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt();
    }
    return samples;
  }

  private static Map<String, String> labels(int row) {
    return row % 2 == 0 ? Map.of("digit", "" + row % 10, "speaker", "Zoë") : Map.of("digit", "1");
  }

  private static CorpusManifest manifest(List<Shard> shards) {
    long rows = shards.stream().mapToLong(Shard::rows).sum();
    return new CorpusManifest(
        CorpusManifest.VERSION,
        new AudioContents(RATE, rows * 100_000),
        rows,
        List.of(0.0),
        List.of(0.5),
        LABELS,
        shards,
        List.of("in"),
        1,
        Map.of(),
        0);
  }

  /** Flips a bit of a shard, behind the back of Hadoop's own checksums for local files. */
  private Path damage(Corpus corpus, int shard, int at) throws IOException {
    Path file = directory.resolve(corpus.manifest().shards().get(shard).file());
    byte[] content = Files.readAllBytes(file);
    content[at] ^= 1;
    deleteChecksum(file);
    Files.write(file, content);
    return file;
  }

  private static void deleteChecksum(Path file) throws IOException {
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  private static List<String> filesOf(Corpus corpus) {
    List<String> files =
        new ArrayList<>(List.of("corpus.json", "left-out.tsv", "rejected.tsv", "remarks.tsv"));
    corpus.manifest().shards().forEach(shard -> files.add(shard.file()));
    return files;
  }

  private static List<String> files(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .toList();
    }
  }

  private static Corpus copy(Corpus corpus) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(corpus);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Corpus) in.readObject();
    }
  }
}
