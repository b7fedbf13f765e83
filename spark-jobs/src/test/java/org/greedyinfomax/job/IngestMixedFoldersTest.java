package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.ffmpeg.FfmpegDecoder;
import org.greedyinfomax.ingest.DryRunReport;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.progress.IngestProgress;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.ingest.source.RowSource;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people have them: every file is ingested, rejected or counted. */
@SharedSpark
final class IngestMixedFoldersTest {

  private static final String REMEDY =
      "build with \"mvn -Pffmpeg package\", or have FFmpeg's two jars on the class path"
          + " (docs/formats.md says how)";

  private static SparkSession spark;

  @TempDir private Path directory;
  private Recordings recordings;

  @BeforeAll
  static void startSpark() {
    System.setProperty(FfmpegDecoder.SWITCH, "false"); // as it is as a rule
    spark = SharedSession.spark();
  }

  @AfterAll
  static void asElsewhere() {
    System.clearProperty(FfmpegDecoder.SWITCH);
  }

  @BeforeEach
  void makeFolder() {
    recordings = new Recordings(directory);
  }

  @Test
  void countsWhatItCannotReadByItsKind() throws Exception {
    for (int i = 0; i < 20; i++) {
      recordings.wav("wav/%02d.wav".formatted(i), 200);
    }
    for (int i = 0; i < 180; i++) {
      recordings.bytes("mp3/%03d.mp3".formatted(i), mp3());
    }
    for (int i = 0; i < 12; i++) {
      recordings.bytes("%02d.TXT".formatted(i), "words".getBytes(StandardCharsets.UTF_8));
    }

    IngestReport report = new Ingest(spark, recordings.options()).run();

    assertThat(report.manifest().rows()).isEqualTo(20);
    assertThat(report.rejected()).isEmpty();
    assertThat(report.manifest().leftOutFiles()).isEqualTo(Map.of(".mp3", 180, ".txt", 12));
    List<String> list = Files.readAllLines(recordings.output().resolve("left-out.tsv"));
    assertThat(list)
        .hasSize(193)
        .startsWith(
            "path\tkind\treason",
            "00.TXT\t.txt\tbegins like none of the formats that can be read, which are WAV, RF64, Wave64, FLAC")
        .endsWith("mp3/179.mp3\t.mp3\tholds MP3, which cannot be read without FFmpeg: " + REMEDY);
    assertThat(report.toText())
        .contains("left out: 180 .mp3, 12 .txt (", "\nto read 180 of these, " + REMEDY + "\n");
  }

  @Test
  void theContentDecidesWhateverAFileIsCalled() throws Exception {
    recordings.wav("1.wave", 100);
    recordings.wav("2.dat", 100);
    recordings.wav("3", 100);
    recordings.wav("2024-01-01T12:30:00", 100);
    recordings.flac("4.wav");
    recordings.bytes("5.wav", mp3());
    recordings.bytes("6.flac", "NIST_1A\n   1024\n".getBytes(StandardCharsets.US_ASCII));
    recordings.bytes("7.wav", "no audio".getBytes(StandardCharsets.US_ASCII));
    recordings.bytes("8", "no audio".getBytes(StandardCharsets.US_ASCII));
    recordings.bytes("done", new byte[0]);
    recordings.wav(".9.wav", 100);

    IngestReport report = new Ingest(spark, options(0.2, Recordings.NO_LABELS)).run();

    assertThat(keys()).containsExactly("1", "2.dat", "2024-01-01T12:30:00", "3", "4");
    assertThat(report.rejected()).extracting(RejectedFile::path).containsExactly("7.wav");
    assertThat(report.leftOut())
        .extracting(LeftOutFile::path, LeftOutFile::kind)
        .containsExactly(
            tuple(".9.wav", "hidden"),
            tuple("5.wav", "MP3"),
            tuple("6.flac", "NIST SPHERE"),
            tuple("8", "without extension"),
            tuple("done", "without extension"));
  }

  @Test
  void saysWhatThereIsWhereNothingCanBeUsed() throws Exception {
    recordings.bytes("1.mp3", mp3());
    recordings.bytes("2.txt", new byte[1]);

    assertThatThrownBy(() -> new Ingest(spark, recordings.options()).run())
        .hasMessage(
            "no audio found below [%s]: no file there begins like one of WAV, RF64, Wave64, FLAC or is named so;"
                + " what is there: 1 .mp3, 1 .txt; to read 1 of these, %s",
            recordings.input(), REMEDY);
    recordings.bytes("3.wav", mp3());
    assertThatThrownBy(() -> new Ingest(spark, recordings.options()).run())
        .hasMessage(
            "none of the 1 files can be used; what is there: 1 .mp3, 1 .txt, 1 MP3; to read 2 of"
                + " these, "
                + REMEDY);
    assertThat(recordings.output()).doesNotExist();
  }

  @Test
  void picturesBesideRecordingsAreCountedAndTheOtherWayRound() throws Exception {
    recordings.wav("1.wav", 100);
    Pictures pictures = new Pictures(directory);
    pictures.noise("2.png", 20, 20);
    Files.move(
        Path.of(pictures.input(), "2.png"), Path.of(pictures.input(), "2.jfif")); // a PNG inside

    assertThat(new Ingest(spark, recordings.options()).run().manifest().leftOutFiles())
        .isEqualTo(Map.of("PNG", 1));
    Files.move(recordings.output(), directory.resolve("sound"));
    IngestReport seen = new Ingest(spark, pictures.options()).run();
    assertThat(seen.manifest().rows()).isEqualTo(1);
    assertThat(seen.leftOut().get(0).toLine())
        .isEqualTo(
            "1.wav\t.wav\tis a recording (WAV) and not of the kind that is ingested, which is"
                + " images");
  }

  @Test
  void losesAFileThatCannotBeReadAndNoOther() throws Exception {
    Path broken = Path.of("/proc/self/mem"); // EIO, whoever reads its begin
    Path forbidden = Path.of("/proc/sys/vm/drop_caches"); // EACCES, whoever reads it
    Assumptions.assumeTrue(Files.exists(broken) && Files.exists(forbidden));
    recordings.wav("2024-01-01T12:30:00.wav", 100);
    recordings.wav("vanished.wav", 100);
    Files.createSymbolicLink(Path.of(recordings.input(), "broken.wav"), broken);
    Files.createSymbolicLink(Path.of(recordings.input(), "forbidden"), forbidden);
    IngestOptions options = options(0.8, Recordings.NO_LABELS);
    RowSource listed = RowSource.of(spark, options);
    Files.delete(Path.of(recordings.input(), "vanished.wav"));

    IngestReport report = new Ingest(spark, options).run(listed);

    assertThat(keys()).containsExactly("2024-01-01T12:30:00");
    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .containsExactly(
            "broken.wav cannot be read: Input/output error",
            "forbidden cannot be read: permission is denied",
            "vanished.wav cannot be read: it is no longer there");
  }

  @Test
  void aLinkToTheFolderAboveIsListedAndNotFollowed() throws Exception {
    recordings.wav("a/x.wav", 100);
    Files.createSymbolicLink(Path.of(recordings.input(), "a/self"), Path.of("../a"));

    IngestReport report = new Ingest(spark, recordings.options()).run();

    assertThat(keys()).containsExactly("a/x");
    assertThat(report.manifest().leftOutFiles()).isEqualTo(Map.of("cycle of links", 1));
  }

  @Test
  void filesThatDifferInTheirExtensionsHaveThemInTheirKeys() throws Exception {
    recordings.wav("x1.wav", 100);
    recordings.flac("x1.flac");
    recordings.wav("x1", 100);
    recordings.wav("x2.wav", 100);
    String labels = recordings.text("labels.csv", "key,word\nx1,yes\nx2,no\nx1.flac,flac\n");
    String split = recordings.text("train.txt", "x1\nx2\n");

    new Ingest(
            spark,
            new IngestOptions(
                List.of(recordings.input()),
                recordings.output().toString(),
                false,
                Recordings.RATE,
                Recordings.settings(
                    Layout.FILES, 1, 0, new LabelSettings("", "", labels), Map.of("train", split))))
        .run();

    assertThat(rows())
        .extracting(CorpusRow::key, row -> row.labels().get("word"))
        .containsExactly(
            tuple("x1", "yes"),
            tuple("x1.flac", "flac"),
            tuple("x1.wav", "yes"),
            tuple("x2", "no"));
  }

  @Test
  void aTableByFileTellsFilesApartThatDifferInTheirExtensions() throws Exception {
    recordings.wav("x1.wav", 100);
    recordings.flac("x1.flac");
    recordings.wav("x2.wav", 100);
    String labels =
        recordings.text("labels.csv", "file,word\nx1.wav,one\nx1.flac,other\nx2.mp3,two\n");

    new Ingest(spark, options(0, new LabelSettings("", "", labels))).run();

    assertThat(rows())
        .extracting(CorpusRow::key, row -> row.labels().get("word"))
        .containsExactly(tuple("x1.flac", "other"), tuple("x1.wav", "one"), tuple("x2", "two"));
  }

  @Test
  void endsAsSoonAsTheLimitCannotBeMetAnyMore() throws Exception {
    for (int i = 0; i < 300; i++) {
      recordings.bytes("%03d.wav".formatted(i), "no audio".getBytes(StandardCharsets.US_ASCII));
    }
    recordings.wav("a.wav", 100);

    assertThatThrownBy(() -> new Ingest(spark, options(0.03, Recordings.NO_LABELS)).run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("at least (10|20) of 301 files cannot be used, but .* allows 9: .*")
        .hasMessageEndingWith("; " + recordings.output() + "/failed-ingest.tsv lists them");
    List<String> list = Files.readAllLines(recordings.output().resolve("failed-ingest.tsv"));
    assertThat(list).hasSizeBetween(11, 21).startsWith("path\treason");
    assertThat(list.subList(1, list.size()))
        .allMatch(
            line ->
                line.matches(
                    "\\d{3}\\.wav\tis not audio that can be read: .* convert or remove it"));
  }

  @Test
  void anOlderCorpusKeepsItsListsWhenItsSuccessorFails() throws Exception {
    recordings.wav("1.wav", 100);
    recordings.bytes("2.wav", new byte[3]);
    new Ingest(spark, options(0.5, Recordings.NO_LABELS)).run();
    String older = Files.readString(recordings.output().resolve("rejected.tsv"));
    recordings.bytes("3.wav", new byte[4]);
    IngestOptions next = options(0.5, Recordings.NO_LABELS);

    assertThatThrownBy(
            () ->
                new Ingest(
                        spark,
                        new IngestOptions(
                            next.inputs(), next.output(), true, next.sampleRate(), next.settings()))
                    .run())
        .hasMessageContaining("at least 2 of 3 files cannot be used");

    assertThat(rows()).hasSize(1);
    assertThat(recordings.output().resolve("rejected.tsv")).hasContent(older);
    assertThat(Files.readAllLines(recordings.output().resolve("failed-ingest.tsv"))).hasSize(3);
  }

  @Test
  void aDryRunTellsWhatWouldBeDoneAndWritesNothing() throws Exception {
    recordings.wav("1.wav", 16_000);
    recordings.wav("2.wav", 8_000);
    recordings.wav("3.dat", 16_000, new short[24_000]);
    recordings.flac("4.flac");
    recordings.bytes("5.wav", new byte[0]);
    recordings.bytes("6.mp3", mp3());

    DryRunReport report = new Ingest(spark, options(0.1, Recordings.NO_LABELS)).dryRun();

    assertThat(report.toText())
        .isEqualTo(
            """
            dry run: nothing is written

              format                           recordings     hours   shortest    longest
              FLAC, 16000 Hz, mono                      1      0.00      0.3 s      0.3 s
              WAV, 8000 Hz, mono                        2      0.00      1.0 s      2.0 s
              WAV, 16000 Hz, mono                       1      0.00      1.5 s      1.5 s

            would reject 1 files:
              5.wav is empty: it has 0 bytes
            would leave out: 1 .mp3
            to read 1 of these, %s
            would fail: 1 of 5 files cannot be used, but ingest.maxBadFraction = 0.1 allows 0: \
            5.wav is empty: it has 0 bytes. Repair or remove them, or raise ingest.maxBadFraction
            """,
            REMEDY);
    assertThat(recordings.output()).doesNotExist();
    assertThat(new Ingest(spark, options(0.2, Recordings.NO_LABELS)).dryRun().toText())
        .endsWith(
            "would ingest 4 recordings, 0.00 hours at 8000 Hz, of 0.1 MB, into 2 shards in "
                + recordings.output()
                + "\n");
    Files.createDirectory(recordings.output());
    Files.writeString(recordings.output().resolve("thesis.txt"), "words");
    assertThat(new Ingest(spark, options(0.2, Recordings.NO_LABELS)).dryRun().toText())
        .contains("would fail: the output " + recordings.output() + " is not empty");
  }

  @Test
  void tellsHowFarItIsLineByLine() throws Exception {
    for (int i = 0; i < 40; i++) {
      recordings.wav("%02d.wav".formatted(i), 16_000);
    }
    recordings.bytes("99.wav", new byte[0]);

    String told = told(false);

    assertThat(told.lines())
        .isNotEmpty()
        .allMatch(line -> line.matches("[\\d,]+ of 41 files( · .*)? · [01] rejected( · .*)?"));
  }

  @Test
  void overwritesOneLineOnATerminalAndErasesItInTheEnd() throws Exception {
    recordings.wav("1.wav", 160_000);

    String told = told(true);

    assertThat(told).doesNotContain("\n").startsWith("\r").endsWith("\r\u001b[K");
  }

  private String told(boolean isTerminal) throws Exception {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    IngestProgress progress =
        new IngestProgress(new PrintStream(told, true, StandardCharsets.UTF_8), isTerminal, 0.02);
    new Ingest(spark, options(0.1, Recordings.NO_LABELS), progress).run();
    return told.toString(StandardCharsets.UTF_8);
  }

  private IngestOptions options(double maxBadFraction, LabelSettings labels) {
    return recordings.options(Recordings.RATE, maxBadFraction, labels);
  }

  private Stream<String> keys() throws IOException {
    return rows().stream().map(CorpusRow::key);
  }

  private List<CorpusRow> rows() throws IOException {
    Corpus corpus =
        Corpus.open(spark.sparkContext().hadoopConfiguration(), recordings.output().toString());
    List<CorpusRow> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      rows.addAll(corpus.read(group));
    }
    return rows;
  }

  /** Two frames of MPEG 1, layer 3, 128 kbit/s, 44.1 kHz, of silence. */
  private static byte[] mp3() {
    byte[] frames = new byte[2 * 417];
    for (int begin : new int[] {0, 417}) {
      frames[begin] = (byte) 0xff;
      frames[begin + 1] = (byte) 0xfb;
      frames[begin + 2] = (byte) 0x90;
    }
    return frames;
  }
}
