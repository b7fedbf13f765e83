package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.training.FaultyFileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestFailuresTest {

  private static SparkSession spark;

  @TempDir private Path directory;
  private Recordings recordings;

  @BeforeAll
  static void startSpark() {
    spark = IngestTest.session("local[2]");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void makeFolder() {
    recordings = new Recordings(directory);
  }

  @Test
  void listsEveryBadFileWithItsReason() throws Exception {
    recordings.wav("7_good.wav", 2_000);
    recordings.bytes("0_empty.wav", new byte[0]);
    recordings.bytes("1_text.wav", "no audio".getBytes(StandardCharsets.US_ASCII));
    recordings.wav("2_cut.wav", 100);
    cut("2_cut.wav", 50);
    recordings.flac("3_cut.flac");
    cut("3_cut.flac", 1_000);
    recordings.wav("4_short.wav", 1);
    recordings.wav("5_unnamed.wav", 2_000);
    recordings.wav("6_twin.wav", 2_000);
    recordings.flac("6_twin.flac");
    recordings.bytes("8_nan.wav", nan());
    recordings.bytes("9_codec.wav", gsm());
    IngestOptions options =
        options(1_000, 0.9, new LabelSettings("", "(?<number>\\d)_(?!unnamed)[a-z]+", ""));

    IngestReport report = new Ingest(spark, options).run();

    assertThat(report.manifest().rows()).isEqualTo(3);
    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .containsExactly(
            "0_empty.wav is empty: it has 0 bytes",
            "1_text.wav is not audio that can be read: it is neither WAV nor FLAC (its first bytes"
                + " are 6e 6f 20 61); convert or remove it",
            "2_cut.wav is too short: it has 3 samples at 8000 Hz, but at least 1000 are needed",
            "3_cut.flac is truncated: the FLAC stream ends after 0 whole samples",
            "4_short.wav is too short: it has 1 samples at 8000 Hz, but at least 1000 are needed",
            "5_unnamed.wav has a name that does not match ingest.labels.pattern"
                + " (?<number>\\d)_(?!unnamed)[a-z]+",
            "8_nan.wav has a sample that is NaN, at frame 1",
            "9_codec.wav has an unsupported WAV encoding: GSM 6.10 (codec 49) of 8 bits; convert it"
                + " to PCM or FLAC");
    List<String> lines = Files.readAllLines(recordings.output().resolve("rejected.tsv"));
    assertThat(lines)
        .hasSize(9)
        .startsWith("path\treason", "0_empty.wav\tis empty: it has 0 bytes");
  }

  @Test
  void namesFilesWithoutAPlaceInALabelSource() throws Exception {
    recordings.wav("a/1.wav", 200);
    recordings.wav("2.wav", 200);
    recordings.wav("b/3.wav", 200);
    String table = recordings.text("labels.csv", "key,word\na/1,yes\n2,no\n");

    IngestReport report =
        new Ingest(spark, options(1, 0.7, new LabelSettings("folder", "", table))).run();

    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .containsExactly(
            "2.wav has no label \"folder\": it lies in no folder below the input",
            "b/3.wav is not in the label table " + table + " as b/3");
  }

  @Test
  void failsOverTheLimitAndLeavesOnlyTheListOfWhatIsRejected() throws Exception {
    for (int i = 0; i < 6; i++) {
      recordings.wav("good-" + i + ".wav", 200);
    }
    for (int i = 0; i < 4; i++) {
      recordings.bytes("bad-" + i + ".wav", new byte[0]);
    }

    assertRefused(
        options(1, 0.3, Recordings.NO_LABELS),
        "4 of 10 files cannot be used, but ingest.maxBadFraction = 0.3 allows 3: bad-0.wav is"
            + " empty: it has 0 bytes; bad-1.wav is empty: it has 0 bytes; bad-2.wav is empty: it"
            + " has 0 bytes; and 1 more. Repair or remove them, or raise ingest.maxBadFraction; "
            + recordings.output()
            + "/failed-ingest.tsv lists them");
    assertThat(inOutput()).containsExactly("failed-ingest.tsv");
    assertThat(Files.readAllLines(recordings.output().resolve("failed-ingest.tsv")))
        .containsExactly(
            "path\treason",
            "bad-0.wav\tis empty: it has 0 bytes",
            "bad-1.wav\tis empty: it has 0 bytes",
            "bad-2.wav\tis empty: it has 0 bytes",
            "bad-3.wav\tis empty: it has 0 bytes");
    assertThat(new Ingest(spark, options(1, 0.4, Recordings.NO_LABELS)).run().manifest().rows())
        .isEqualTo(6);
    assertThat(inOutput()).contains("corpus.json").doesNotContain("failed-ingest.tsv");
  }

  @Test
  void leavesOnlyTheListInADirectoryThatWasEmpty() throws Exception {
    recordings.wav("1.wav", 200);
    recordings.bytes("2.wav", new byte[0]);
    Files.createDirectory(recordings.output());

    assertRefused(options(1, 0, Recordings.NO_LABELS), "1 of 2 files cannot be used, but");

    assertThat(inOutput()).containsExactly("failed-ingest.tsv");
  }

  @Test
  void leavesNothingWhenATaskFails() throws Exception {
    recordings.wav("1.wav", 200_000);
    recordings.wav("2.wav", 200_000);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    FaultyFileSystem.settings()
        .getPropsWithPrefix("fs.")
        .forEach((k, v) -> hadoop.set("fs." + k, v));
    FaultyFileSystem.happens(
        new FaultyFileSystem.Fault() {
          @Override
          public void before(FaultyFileSystem.Operation operation, Path file) throws IOException {
            if (operation == FaultyFileSystem.Operation.CLOSE
                && file.toString().contains("shard-00001")) {
              throw new IOException("the disk is full");
            }
          }
        });
    IngestOptions options = recordings.options();
    try {
      assertThatThrownBy(
              () ->
                  new Ingest(
                          spark,
                          new IngestOptions(
                              options.inputs(),
                              FaultyFileSystem.path(recordings.output()),
                              false,
                              options.sampleRate(),
                              options.settings()))
                      .run())
          .isInstanceOf(SparkException.class)
          .hasMessageContaining("the disk is full");
    } finally {
      FaultyFileSystem.heal();
    }

    assertThat(recordings.output()).doesNotExist();
  }

  @Test
  void refusesFilesOfWhichNoneCanBeUsed() throws Exception {
    recordings.bytes("1.wav", new byte[0]);

    assertRefused(
        options(1, 1, Recordings.NO_LABELS),
        "none of the 1 files can be used: 1.wav is empty: it has 0 bytes");
    assertThat(inOutput()).containsExactly("failed-ingest.tsv");
  }

  @Test
  void refusesToKeepDifferentRates() throws Exception {
    recordings.wav("1.wav", 16_000, new short[10]);
    recordings.wav("2.wav", 8_000, new short[10]);

    assertRefused(
        recordings.options(0, 0, Recordings.NO_LABELS),
        "the files have different sample rates, such as 8000 Hz (2.wav) and 16000 Hz (1.wav): set"
            + " input.sampleRate to the rate that they should be converted to");
    assertThat(recordings.output()).doesNotExist();
  }

  @Test
  void refusesInputsWithoutAudio() throws Exception {
    assertRefused(
        recordings.options(), "the input %s does not exist".formatted(recordings.input()));
    recordings.bytes("notes.txt", new byte[1]);
    assertRefused(
        recordings.options(),
        "no audio found below [%s]: no file there begins like one of WAV, RF64, Wave64, FLAC"
            .formatted(recordings.input()),
        " or is named so; what is there: 1 .txt");
  }

  @Test
  void refusesAnOutputThatIsNotEmpty() throws Exception {
    recordings.wav("1.wav", 200);
    Files.createDirectory(recordings.output());
    Files.writeString(recordings.output().resolve("thesis.txt"), "words");

    assertRefused(
        recordings.options(),
        "the output %s is not empty: choose another directory, or allow it to be overwritten"
            .formatted(recordings.output()));
    assertThat(recordings.output().resolve("thesis.txt")).exists();
  }

  @Test
  void refusesLabelSourcesThatCannotBeUsed() throws Exception {
    recordings.wav("a/1.wav", 200);
    String without = recordings.text("without.csv", "name,word\n1,yes\n");
    String bare = recordings.text("bare.csv", "key\na/1\n");
    String twice = recordings.text("twice.csv", "file,word\na/1.wav,yes\n./a/1.wav,no\n");
    String folder = recordings.text("folder.csv", "key,Folder\na/1,x\n");
    String taken = recordings.text("taken.csv", "key,samples\na/1,x\n");

    assertRefused(
        options(1, 0, new LabelSettings("", "(\\d)_.*", "")),
        "ingest.labels.pattern has no named group, such as (?<speaker>[^_]+), but is (\\d)_.*");
    assertRefused(
        options(1, 0, new LabelSettings("the speaker", "", "")),
        "a label column must be named with letters, digits and underscores, but is \"the"
            + " speaker\"");
    assertTableRefused("", "/no/table.csv", "the label table /no/table.csv does not exist");
    assertTableRefused(
        "",
        without,
        "the label table %s needs a column \"key\" or \"file\", but has [name, word]"
            .formatted(without));
    assertTableRefused("", bare, "the label table %s has no column of labels".formatted(bare));
    assertTableRefused(
        "", twice, "the label table %s has two rows for ./a/1.wav: remove one".formatted(twice));
    assertTableRefused(
        "folder", folder, "two sources of labels fill the column \"Folder\": rename one");
    assertTableRefused(
        "",
        taken,
        "a label column must not be named like the columns [key, samples, length, id, file], but"
            + " is \"samples\": rename it");
  }

  @Test
  void refusesSplitListsThatCannotBeUsed() throws Exception {
    recordings.flac("84/1/84-1-0000.flac");
    String one = recordings.text("one.txt", "84-1-0000\n");
    String other = recordings.text("other.txt", "84-1-0001\n");

    assertRefused(
        recordings.libriSpeech(Map.of("a", one, "b", one)),
        "the splits \"a\" and \"b\" both name 84-1-0000: remove it from one list");
    assertRefused(
        recordings.libriSpeech(Map.of("a", "/no/list.txt")),
        "the split list /no/list.txt does not exist");
    assertRefused(
        recordings.libriSpeech(Map.of("a", other)),
        "none of the 1 files is in a split list: the lists [%s] must name keys such as 84-1-0000"
            .formatted(other));
  }

  @Test
  void refusesFilesThatAreNotLaidOutLikeLibriSpeech() throws Exception {
    recordings.flac("84-1-0000.flac");

    assertRefused(
        recordings.libriSpeech(Map.of()),
        "84-1-0000.flac is not laid out like LibriSpeech: expected"
            + " SPEAKER/CHAPTER/SPEAKER-CHAPTER-UTTERANCE.flac");
  }

  /** Another process writes to the same output: one makes a corpus, and the other says why not. */
  @Test
  void leavesAnOutputAloneThatAnotherProcessIngestsInto() throws Exception {
    recordings.wav("a.wav", 2_000);
    IngestOptions options = options(1, 0, new LabelSettings("", "", ""));
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    CorpusDirectory other =
        CorpusDirectory.claim(hadoop, options.output(), CorpusDirectory.Existing.REFUSE);

    assertThatThrownBy(() -> new Ingest(spark, options).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "%s is in use by process %d of ", options.output(), ProcessHandle.current().pid());
    other.discard();

    assertThat(Path.of(options.output())).doesNotExist();
    assertThat(new Ingest(spark, options).run().manifest().rows()).isEqualTo(1);
    assertThat(Path.of(options.output(), "lease.json")).doesNotExist();
  }

  @Test
  void makesNoCorpusWhereAnotherProcessHasTakenOver() throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Path output = directory.resolve("taken");
    CorpusDirectory late =
        CorpusDirectory.claim(hadoop, output.toString(), CorpusDirectory.Existing.REFUSE);
    Files.delete(output.resolve("lease.json"));
    CorpusDirectory next =
        CorpusDirectory.claim(hadoop, output.toString(), CorpusDirectory.Existing.REFUSE);
    Path shard = output.resolve("shard-00000-6d3c1f9e-0c0e-4b52-9a53-2f4f4c3f7a10.parquet");
    Files.writeString(shard, "of the next");

    late.discard();

    assertThat(shard).exists();
    next.discard();
    assertThat(output).isEmptyDirectory();
  }

  private List<String> inOutput() throws IOException {
    try (Stream<Path> files = Files.list(recordings.output())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .toList();
    }
  }

  private void assertTableRefused(String folderColumn, String table, String message) {
    assertRefused(options(1, 0, new LabelSettings(folderColumn, "", table)), message);
  }

  private static void assertRefused(IngestOptions options, String... messages) {
    assertThatThrownBy(() -> new Ingest(spark, options).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(messages);
  }

  private IngestOptions options(int minSamples, double maxBadFraction, LabelSettings labels) {
    return new IngestOptions(
        List.of(recordings.input()),
        recordings.output().toString(),
        false,
        Recordings.RATE,
        Recordings.settings(Layout.FILES, minSamples, maxBadFraction, labels, Map.of()));
  }

  private void cut(String name, int bytes) throws Exception {
    Path file = Path.of(recordings.input(), name);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
  }

  /** A WAV file of two 32-bit floating-point samples, the second not a number. */
  private static byte[] nan() {
    byte[] file = header(3, 32, 8);
    file[44 + 6] = (byte) 0xc0;
    file[44 + 7] = 0x7f;
    return file;
  }

  private static byte[] gsm() {
    return header(49, 8, 8);
  }

  private static byte[] header(int codec, int bits, int dataBytes) {
    java.nio.ByteBuffer file =
        java.nio.ByteBuffer.wrap(new byte[44 + dataBytes]).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + dataBytes);
    file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    file.putShort((short) codec).putShort((short) 1).putInt(8000).putInt(8000 * bits / 8);
    file.putShort((short) (bits / 8)).putShort((short) bits);
    file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
    byte[] bytes = new byte[44 + dataBytes];
    file.rewind().get(bytes);
    return bytes;
  }
}
