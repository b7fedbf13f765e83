package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.config.LengthSettings;
import org.greedyinfomax.ingest.DryRunReport;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.Failure;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of any length: in one row, in several, or rejected. */
@SharedSpark
final class IngestLongRecordingsTest {

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
  void aLongRecordingIsARowForEachSegmentWithItsLabelsAndSplit() throws Exception {
    short[] talk = recordings.wav("ada/talk.wav", 3 * Recordings.RATE + 500);
    short[] word = recordings.wav("ben/word.wav", Recordings.RATE);
    Path list = Files.writeString(directory.resolve("train.txt"), "ada/talk\nben/word\n");

    IngestReport report =
        ingest(
            new LengthSettings(0, 1),
            new LabelSettings("speaker", "", ""),
            Map.of("train", list.toString()));

    List<Row> rows = rows("key", "speaker", "split", "samples");
    assertThat(rows)
        .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getString(2))
        .containsExactly(
            "ada/talk#000000 ada train",
            "ada/talk#000001 ada train",
            "ada/talk#000002 ada train",
            "ada/talk#000003 ada train",
            "ben/word ben train");
    for (int i = 0; i < 4; i++) {
      int begin = i * Recordings.RATE;
      assertThat(samples(rows.get(i)))
          .isEqualTo(
              Arrays.copyOfRange(talk, begin, Math.min(talk.length, begin + Recordings.RATE)));
    }
    assertThat(samples(rows.get(4))).isEqualTo(word);
    assertThat(report.toText())
        .startsWith("ingested 2 recordings in 5 rows, 0.00 hours at 8000 Hz");
    assertThat(report.manifest().rows()).isEqualTo(5);
  }

  @Test
  void whatIsTooLongIsRejectedAndTheOthersAreNot() throws Exception {
    recordings.wav("long.wav", 3 * Recordings.RATE);
    recordings.wav("short.wav", Recordings.RATE);

    IngestReport report = ingest(new LengthSettings(2, 0));

    assertThat(rows("key")).extracting(row -> row.getString(0)).containsExactly("short");
    assertThat(report.rejected())
        .extracting(Object::toString)
        .containsExactly(
            "long.wav is too long: by its header it lasts 3.0 s, but only 2 s are allowed"
                + " (ingest.maxSeconds)");
  }

  /** 12 000 samples at 1 Hz: more than three hours, which is a row of 192 MB in 24 KB. */
  @Test
  void aRowForWhichThereIsNoMemoryEndsTheIngestBeforeItIsDecoded() throws Exception {
    recordings.wav("slow.wav", 1, new short[24_000]);

    assertThatThrownBy(() -> ingest(new LengthSettings(0, 0)))
        .satisfies(
            thrown ->
                assertThat(Failure.of(thrown).sentence())
                    .matches(
                        "slow.wav is too long for one row here: its row lasts 24000 s, for which a"
                            + " task needs 1831 MB of memory, but each of 2 at a time has \\d+ MB;"
                            + " set ingest.segmentSeconds = \\d+ or less, or give executors more"
                            + " memory or fewer cores"))
        .satisfies(thrown -> assertThat(Failure.of(thrown).code()).isEqualTo(ExitCode.USAGE));
    assertThat(recordings.output()).doesNotExist();
  }

  @Test
  void itFitsInSegments() throws Exception {
    recordings.wav("slow.wav", 1, new short[2_000]);

    ingest(new LengthSettings(0, 300));

    assertThat(rows("key", "length"))
        .extracting(row -> row.getString(0) + " " + row.getInt(1))
        .containsExactly(
            "slow#000000 2400000",
            "slow#000300 2400000",
            "slow#000600 2400000",
            "slow#000900 2400000",
            "slow#001200 2400000",
            "slow#001500 2400000",
            "slow#001800 1600000");
  }

  @Test
  void aFileWhoseKeyASegmentMayHaveIsRejected() throws Exception {
    recordings.wav("talk.wav", 2 * Recordings.RATE);
    recordings.wav("talk#000001.wav", Recordings.RATE);
    recordings.wav("other#000001.wav", Recordings.RATE);

    IngestReport report = ingest(new LengthSettings(0, 1));

    assertThat(rows("key"))
        .extracting(row -> row.getString(0))
        .containsExactly("other#000001", "talk#000000", "talk#000001");
    assertThat(report.rejected())
        .extracting(Object::toString)
        .containsExactly(
            "talk#000001.wav has the key talk#000001, which a segment of talk may have: rename it");
  }

  @Test
  void whatWasUnusualIsListedByName() throws Exception {
    recordings.wav("fine.wav", 500);
    recordings.wav("a.wav", 500);
    byte[] cut = Files.readAllBytes(Path.of(recordings.input(), "a.wav"));
    Files.write(Path.of(recordings.input(), "a.wav"), Arrays.copyOf(cut, 544));
    recordings.wav("b.wav", 500);
    byte[] piped = Files.readAllBytes(Path.of(recordings.input(), "b.wav"));
    ByteBuffer.wrap(piped).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 0x7fff_f000);
    Files.write(Path.of(recordings.input(), "b.wav"), piped);

    IngestReport report = ingest(new LengthSettings(0, 0));

    assertThat(recordings.output().resolve("remarks.tsv"))
        .hasContent(
            """
            path\tremark
            a.wav\tends before the length that its header gives; what there is was read
            b.wav\thas no length in its header and was read to its end
            """);
    assertThat(report.toText())
        .contains(
            "1 files end before the length that their header gives; what there is was read\n"
                + recordings.output()
                + "/remarks.tsv lists them\n");
  }

  @Test
  void aDryRunSaysHowManyRowsThereWouldBe() throws Exception {
    recordings.wav("talk.wav", 4 * Recordings.RATE);

    DryRunReport report =
        new Ingest(spark, options(new LengthSettings(0, 1), Recordings.NO_LABELS, Map.of()))
            .dryRun();

    assertThat(report.toText()).contains("would ingest 1 recordings in 4 rows, 0.00 hours");
  }

  private IngestReport ingest(LengthSettings length) throws Exception {
    return ingest(length, Recordings.NO_LABELS, Map.of());
  }

  private IngestReport ingest(
      LengthSettings length, LabelSettings labels, Map<String, String> splits) throws Exception {
    return new Ingest(spark, options(length, labels, splits)).run();
  }

  private IngestOptions options(
      LengthSettings length, LabelSettings labels, Map<String, String> splits) {
    IngestSettings usual = Recordings.settings(Layout.FILES, 1, 0.5, labels, splits);
    return new IngestOptions(
        List.of(recordings.input()),
        recordings.output().toString(),
        false,
        Recordings.RATE,
        new IngestSettings(
            usual.kind(),
            usual.layout(),
            usual.column(),
            usual.minSamples(),
            usual.channel(),
            length,
            usual.pictures(),
            usual.maxBadFraction(),
            usual.labels(),
            usual.splits()));
  }

  private List<Row> rows(String... columns) {
    return spark
        .read()
        .parquet(recordings.output() + "/*.parquet")
        .selectExpr(columns)
        .orderBy("key")
        .collectAsList();
  }

  private static short[] samples(Row row) {
    byte[] bytes = row.getAs("samples");
    short[] samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
