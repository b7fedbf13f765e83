package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.corpus.AudioContents;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.dataset.LibriSpeech;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SharedSpark
final class IngestTest {

  private static SparkSession spark;

  @TempDir private Path directory;
  private Recordings recordings;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
  }

  @BeforeEach
  void makeFolder() {
    recordings = new Recordings(directory);
  }

  @Test
  void keepsRecordingsBitForBitInTheOrderOfTheirPaths() throws Exception {
    short[] second = recordings.wav("b/1.wav", 300);
    short[] third = recordings.wav("b/2.WAV", 20_000);
    short[] first = recordings.wav("a.b/3.wav", 100);

    IngestReport report = ingest(recordings.options());

    assertThat(rows().stream().map(CorpusRow::key)).containsExactly("a.b/3", "b/1", "b/2");
    assertThat(rows().stream().map(IngestTest::samples)).containsExactly(first, second, third);
    assertThat(rows().stream().map(CorpusRow::id)).containsExactly(0L, 1L, 2L);
    assertThat(report.manifest().rows()).isEqualTo(3);
    assertThat(corpus().audio().hours()).isCloseTo(20_400 / 8_000.0 / 3600, within(1e-12));
    assertThat(report.contents()).isEqualTo("3 recordings, 0.00 hours at 8000 Hz");
    assertThat(report.manifest().shards()).hasSize(2);
    assertThat(report.rejected()).isEmpty();
    assertThat(report.output()).isEqualTo(recordings.output().toString());
    corpus().verify();
  }

  @Test
  void writesParquetThatSparkReads() throws Exception {
    short[] samples = recordings.wav("lucas/1.wav", 300);
    ingest(recordings.options(Recordings.RATE, 0, new LabelSettings("speaker", "", "")));

    Row row =
        spark
            .read()
            .parquet(recordings.output() + "/*.parquet")
            .select("key", "length", "speaker", "samples")
            .head();

    assertThat(row.getString(0)).isEqualTo("lucas/1");
    assertThat(row.getInt(1)).isEqualTo(300);
    assertThat(row.getString(2)).isEqualTo("lucas");
    byte[] bytes = row.getAs(3);
    short[] read = new short[300];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(read);
    assertThat(read).isEqualTo(samples);
  }

  @Test
  void describesTheSamplesInTheManifest() throws Exception {
    recordings.wav("1.wav", Recordings.RATE, new short[] {-16384, -16384});
    recordings.wav("2.wav", Recordings.RATE, new short[] {16384, 16384, 16384, 16384});

    ingest(recordings.options());

    CorpusManifest manifest = corpus().manifest();
    assertThat(manifest.contents()).isEqualTo(new AudioContents(Recordings.RATE, 6));
    assertThat(manifest.mean()).containsExactly(0.5 / 3);
    assertThat(manifest.standardDeviation())
        .singleElement()
        .satisfies(found -> assertThat(found).isCloseTo(Math.sqrt(2) / 3, within(1e-15)));
    assertThat(manifest.sources()).containsExactly(recordings.input());
  }

  @Test
  void convertsToTheWantedRate() throws Exception {
    recordings.wav("1.wav", 200);
    recordings.flac("2.flac");

    ingest(recordings.options(16_000, 0, Recordings.NO_LABELS));

    assertThat(rows().stream().map(row -> samples(row).length)).containsExactly(400, 5_000);
    assertThat(corpus().audio().sampleRate()).isEqualTo(16_000);
  }

  @Test
  void takesSeveralInputsAndSingleFiles() throws Exception {
    recordings.wav("a/1.wav", 200);
    recordings.wav("b/2.wav", 200);
    recordings.wav("b/3.wav", 200);
    IngestOptions whole = recordings.options();

    ingest(
        new IngestOptions(
            List.of(recordings.input() + "/b/", recordings.input() + "/a/1.wav"),
            whole.output(),
            false,
            whole.sampleRate(),
            whole.settings()));

    assertThat(rows().stream().map(CorpusRow::key)).containsExactly("1", "2", "3");
  }

  @Test
  void skipsHiddenFilesAndOtherKinds() throws Exception {
    recordings.wav("1.wav", 200);
    recordings.wav("._1.wav", 200);
    recordings.wav("_trash/2.wav", 200);
    recordings.bytes("notes.txt", new byte[] {1});

    ingest(recordings.options());

    assertThat(rows()).hasSize(1);
  }

  @Test
  void takesLabelsFromFoldersNamesAndATable() throws Exception {
    recordings.wav("lucas/7_lucas_1.wav", 200);
    recordings.wav("theo/3_theo_1.wav", 200);
    String table =
        recordings.text(
            "labels.csv", "key,gender\nlucas/7_lucas_1,\"m, as said\"\ntheo/3_theo_1,\n");

    ingest(
        recordings.options(
            Recordings.RATE,
            0,
            new LabelSettings("speaker", "(?<digit>\\d)_[a-z]+_(?<take>\\d+)", table)));

    assertThat(corpus().manifest().labelColumns())
        .containsExactly("digit", "gender", "speaker", "take");
    assertThat(rows().stream().map(CorpusRow::labels))
        .containsExactly(
            Map.of("digit", "7", "gender", "m, as said", "speaker", "lucas", "take", "1"),
            Map.of("digit", "3", "speaker", "theo", "take", "1"));
  }

  @Test
  void joinsATabSeparatedTableByFile() throws Exception {
    recordings.wav("a/1.wav", 200);
    String table = recordings.text("labels.tsv", "word\tfile\nyes\t./a/1.wav\nno\tb.wav\n");

    ingest(recordings.options(Recordings.RATE, 0, new LabelSettings("", "", table)));

    assertThat(rows().get(0).labels()).containsExactly(Map.entry("word", "yes"));
  }

  @Test
  void readsLibriSpeechAndItsSplits() throws Exception {
    recordings.flac("84/121123/84-121123-0000.flac");
    recordings.flac("84/121123/84-121123-0001.flac");
    recordings.flac("1034/7/1034-7-0000.flac");
    String train = recordings.text("train.txt", "84-121123-0001\n");
    String test = recordings.text("test.txt", "1034-7-0000\n84-0-0000\n");

    IngestReport report = ingest(recordings.libriSpeech(Map.of("train", train, "test", test)));

    assertThat(rows().stream().map(CorpusRow::key))
        .containsExactly("1034-7-0000", "84-121123-0001");
    assertThat(rows().stream().map(CorpusRow::labels))
        .containsExactly(
            Map.of("speaker", "1034", "chapter", "7", "split", "test"),
            Map.of("speaker", "84", "chapter", "121123", "split", "train"));
    assertThat(corpus().audio().sampleRate()).isEqualTo(16_000);
    assertThat(report.manifest().filesInNoSplit()).isEqualTo(1);
    assertThat(LibriSpeech.parse("84/121123/84-121123-0001").id()).isEqualTo(rows().get(1).key());
  }

  @Test
  void replacesAnOlderCorpusWhenAllowed() throws Exception {
    recordings.wav("1.wav", 200);
    ingest(recordings.options());
    recordings.wav("2.wav", 200);
    IngestOptions first = recordings.options();

    ingest(
        new IngestOptions(
            first.inputs(), first.output(), true, first.sampleRate(), first.settings()));

    assertThat(rows()).hasSize(2);
    try (var files = Files.list(recordings.output())) {
      assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).hasSize(2);
    }
  }

  @Test
  void readsARealCorpusOfSpeech() throws Exception {
    String shared = System.getenv("GIM_SHARED_DATA");
    Assumptions.assumeTrue(
        shared != null && Files.isDirectory(Path.of(shared, "speech")),
        "skipped: GIM_SHARED_DATA names no directory with speech/SPEAKER/DIGIT_SPEAKER_INDEX.wav");
    String speech = Path.of(shared, "speech").toString();
    IngestOptions own =
        recordings.options(
            0, 0, new LabelSettings("folder", "(?<digit>\\d)_(?<speaker>[a-z]+)_\\d+", ""));

    IngestReport report =
        ingest(new IngestOptions(List.of(speech), own.output(), false, 0, own.settings()));

    assertThat(report.manifest().rows()).isEqualTo(2_700);
    assertThat(corpus().audio().sampleRate()).isEqualTo(8_000);
    assertThat(corpus().audio().hours()).isCloseTo(20 / 60.0, within(0.02));
    Map<String, Integer> perDigit = new HashMap<>();
    for (CorpusRow row : rows()) {
      assertThat(row.labels().get("speaker")).isEqualTo(row.labels().get("folder"));
      perDigit.merge(row.labels().get("digit"), 1, Integer::sum);
    }
    assertThat(perDigit).hasSize(10).allSatisfy((digit, rows) -> assertThat(rows).isEqualTo(270));
    assertThat(corpus().manifest().standardDeviation().get(0)).isBetween(0.01, 0.3);
  }

  static SparkSession session(String master) {
    return SparkSession.builder()
        .master(master)
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }

  private static IngestReport ingest(IngestOptions options) throws Exception {
    return new Ingest(spark, options).run();
  }

  private Corpus corpus() throws IOException {
    return Corpus.open(spark.sparkContext().hadoopConfiguration(), recordings.output().toString());
  }

  private static short[] samples(CorpusRow row) {
    return ((Clip) row.content()).samples();
  }

  private List<CorpusRow> rows() throws IOException {
    Corpus corpus = corpus();
    List<CorpusRow> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      rows.addAll(corpus.read(group));
    }
    return rows;
  }
}
