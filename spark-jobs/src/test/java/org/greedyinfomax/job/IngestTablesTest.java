package org.greedyinfomax.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.SegmentKey;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.ingest.table.TableColumns;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SharedSpark
final class IngestTablesTest {

  private static final StructType FILES =
      new StructType()
          .add("key", DataTypes.StringType)
          .add("bytes", DataTypes.BinaryType)
          .add("animal", DataTypes.StringType)
          .add("age", DataTypes.IntegerType);

  private static SparkSession spark;

  @TempDir private Path directory;
  private Pictures pictures;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
  }

  @BeforeEach
  void makeFolder() {
    pictures = new Pictures(directory);
  }

  @Test
  void readsWhatTheSourceOfBinaryFilesReads() throws Exception {
    Picture second = pictures.noise("cat/2.png", 20, 30);
    Picture first = pictures.noise("cat/1.bmp", 10, 20);
    Picture third = pictures.noise("dog/0.png", 5, 5);
    String table =
        write(
            spark
                .read()
                .format("binaryFile")
                .option("recursiveFileLookup", "true")
                .load(pictures.input()));

    ingest(pictures.table("content", 0, new LabelSettings("animal", "", ""), table));

    assertThat(rows().stream().map(CorpusRow::key))
        .containsExactly(
            "file:" + pictures.input() + "/cat/1.bmp",
            "file:" + pictures.input() + "/cat/2.png",
            "file:" + pictures.input() + "/dog/0.png");
    assertThat(rows().stream().map(row -> row.labels().get("animal")))
        .containsExactly("cat", "cat", "dog");
    assertPixels(first, second, third);
  }

  @Test
  void readsWhatTheSourceOfImagesReads() throws Exception {
    Picture colour = pictures.noise("1.png", 20, 30);
    Picture grey = pictures.noise("2.png", 10, 20).grey();
    writeGrey("2.png", grey);
    pictures.bytes("3.png", new byte[] {1, 2, 3});
    String table = write(spark.read().format("image").load(pictures.input()));

    IngestReport report = ingest(pictures.table("image", 0.5, Pictures.NO_LABELS, table));

    assertThat(rows().stream().map(CorpusRow::key))
        .allSatisfy(key -> assertThat(key).startsWith("file:///").contains("/in/"));
    assertPixels(colour, grey.inColour());
    assertThat(report.rejected().stream().map(RejectedFile::reason))
        .containsExactly("has no pixels: Spark could not decode it");
  }

  @Test
  void takesColumnsOfTextsAsLabels() throws Exception {
    byte[] file = Pictures.file("png", pictures.noise("1.png", 5, 5));
    String table = write(files(row("b", file, "cat"), row("a", file, null)));
    String more = write(files(row("c", file, "dog")));

    IngestReport report = ingest(pictures.table("bytes", 0, Pictures.NO_LABELS, table, more));

    assertThat(rows().stream().map(CorpusRow::key)).containsExactly("a", "b", "c");
    assertThat(rows().stream().map(CorpusRow::labels))
        .containsExactly(Map.of(), Map.of("animal", "cat"), Map.of("animal", "dog"));
    assertThat(report.manifest().labelColumns()).containsExactly("animal");
  }

  /** As the Parquet files of datasets there hold audio and images. */
  @Test
  void readsFilesAndLabelsAsHuggingFaceStoresThem() throws Exception {
    byte[] file = Pictures.file("png", pictures.noise("1.png", 5, 5));
    Dataset<Row> table =
        files(row("b.png", file, "cat"), row(null, file, "dog"))
            .selectExpr(
                "named_struct('bytes', bytes, 'path', key) image",
                "animal",
                "cast(7 as bigint) label");

    ingest(pictures.table("image", 0, Pictures.NO_LABELS, write(table.coalesce(1))));

    assertThat(rows().stream().map(CorpusRow::key))
        .hasSize(2)
        .contains("b.png")
        .anyMatch(key -> key.matches("part-.*\\.parquet:1"));
    assertThat(rows().stream().map(CorpusRow::labels))
        .containsExactlyInAnyOrder(
            Map.of("animal", "cat", "label", "7"), Map.of("animal", "dog", "label", "7"));
  }

  /** They are no segments of one recording, which probes would keep together. */
  @Test
  void rowsOfALargeTableWithoutPathsAreEachByThemselves() throws Exception {
    String written =
        write(
            spark
                .range(0, 100_002, 1, 1)
                .selectExpr(
                    "named_struct('bytes', cast('' as binary), 'path', cast(null as string)) image"));
    Dataset<Row> table = spark.read().parquet(written);
    IngestSettings settings = pictures.table("image", 0, Pictures.NO_LABELS, written).settings();

    List<String> keys =
        TableColumns.of(table.schema(), settings).names(table).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();

    assertThat(keys).hasSize(100_002).doesNotHaveDuplicates();
    assertThat(keys).allMatch(key -> SegmentKey.recording(key).equals(key));
  }

  @Test
  void findsAColumnInAStructureByItsDottedName() throws Exception {
    byte[] file = Pictures.file("png", pictures.noise("1.png", 5, 5));
    Dataset<Row> table =
        files(row("a", file, "cat")).selectExpr("key", "named_struct('file', bytes) media");

    ingest(pictures.table("media.file", 0, Pictures.NO_LABELS, write(table)));

    assertThat(rows().stream().map(CorpusRow::key)).containsExactly("a");
  }

  @Test
  void makesTheSameCorpusHoweverTheTableIsCut() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String name = "picture-%02d.png".formatted(i * 7 % 40);
      byte[] file = Pictures.file("png", pictures.noise(name, 20 + i, 30));
      rows.add(row(name, i % 9 == 4 ? new byte[i] : file, i % 2 == 0 ? "cat" : "dog"));
    }
    Dataset<Row> table = files(rows.toArray(Row[]::new));

    String whole = manifest(write(table.coalesce(1)));
    Files.move(pictures.output(), directory.resolve("older"));
    String cut = manifest(write(table.orderBy("age", "animal", "bytes").repartition(7)));

    assertThat(cut.replaceAll("\"sources\" : .*", ""))
        .isEqualTo(whole.replaceAll("\"sources\" : .*", ""))
        .contains("\"shard-00001-*.parquet\"", "\"rejectedFiles\" : 4");
  }

  @Test
  void listsRowsThatCannotBeUsed() throws Exception {
    byte[] file = Pictures.file("png", pictures.noise("1.png", 5, 5));
    String table =
        write(files(row("a", file, "cat"), row("b", null, ""), row("c", new byte[7], "dog")));

    IngestReport report = ingest(pictures.table("bytes", 0.9, Pictures.NO_LABELS, table));

    assertThat(rows()).hasSize(1);
    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .containsExactly(
            "b is empty: it has 0 bytes",
            "c is no picture that can be read: it is none of JPEG, PNG, BMP, GIF, WebP and TIFF (its"
                + " first bytes are 00 00 00 00); convert or remove it");
    assertThatThrownBy(() -> ingest(pictures.table("bytes", 0.1, Pictures.NO_LABELS, table)))
        .hasMessageContaining("is not empty");
    Files.move(pictures.output(), directory.resolve("older"));
    assertThatThrownBy(() -> ingest(pictures.table("bytes", 0.1, Pictures.NO_LABELS, table)))
        .hasMessageStartingWith(
            "at least 1 of 3 rows cannot be used, but ingest.maxBadFraction = 0.1 allows 0: b is empty");
  }

  @Test
  void readsRecordingsToo() throws Exception {
    Recordings recordings = new Recordings(directory);
    recordings.wav("1.wav", 300);
    byte[] file = Files.readAllBytes(Path.of(recordings.input(), "1.wav"));
    IngestSettings settings = recordings.options().settings();

    ingest(
        new IngestOptions(
            List.of(write(files(row("a", file, "ada")))),
            recordings.output().toString(),
            false,
            Recordings.RATE,
            new IngestSettings(
                ContentKind.AUDIO,
                Layout.TABLE,
                "bytes",
                1,
                settings.channel(),
                settings.length(),
                settings.pictures(),
                0,
                Recordings.NO_LABELS,
                Map.of())));

    assertThat(corpus().audio().totalSamples()).isEqualTo(300);
  }

  @Test
  void refusesTablesThatCannotBeUsed() throws Exception {
    byte[] file = new byte[1];
    String table = write(files(row("a", file, "cat"), row("a", file, "dog")));

    assertRefused("/no/table", "bytes", "the input /no/table does not exist");
    assertRefused(
        pictures.text("table.parquet", "words"), "bytes", "table.parquet] is no Parquet table: ");
    assertRefused(
        table,
        "image",
        "the table has no column \"image\", which ingest.column names, but [key, bytes, animal,"
            + " age]");
    assertRefused(
        table,
        "age",
        "the column \"age\" must be binary (whole files), a structure of bytes and path, or what Spark's"
            + " source image makes, but is int");
    assertRefused(
        write(files(row("a", file, "cat")).drop("key")),
        "bytes",
        "the table needs a column of texts named key or path or origin, but has [bytes, animal,"
            + " age]");
    assertRefused(
        table,
        "bytes",
        "the table [%s] has two rows with the key a: keys must differ".formatted(table));
    assertRefused(write(files(row(null, file, "cat"))), "bytes", "has a row without a key");
    assertRefused(write(files()), "bytes", "has no rows");
    assertRefused(
        write(files(row("a", file, "cat")).withColumnRenamed("animal", "width")),
        "bytes",
        "a label column must not be named like the columns [key, pixels, height, width, channels,"
            + " id, file], but is \"width\": rename it");
  }

  /** Of a BMP file, which has no checksum itself. */
  @Test
  void aTableWhoseBitsHaveChangedIsNotIngested() throws Exception {
    byte[] file = Pictures.file("bmp", pictures.noise("a.bmp", 12, 12));
    String table = write(files(row("a", file, "cat")));
    Path part = onlyPart(table);
    byte[] bytes = Files.readAllBytes(part);
    int pixel = new String(bytes, ISO_8859_1).indexOf(new String(file, 100, 20, ISO_8859_1));
    bytes[pixel] ^= 1;
    Files.delete(part.resolveSibling("." + part.getFileName() + ".crc"));
    Files.write(part, bytes);

    assertThatThrownBy(() -> ingest(pictures.table("bytes", 0, Pictures.NO_LABELS, table)))
        .hasStackTraceContaining("CRC checksum verification failed");
    assertThat(pictures.output()).doesNotExist();
  }

  private static Path onlyPart(String table) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(table))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet") && isNotEmpty(file))
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean isNotEmpty(Path file) {
    return file.toFile().length() > 500;
  }

  private void assertRefused(String table, String column, String message) {
    assertThatThrownBy(() -> ingest(pictures.table(column, 0, Pictures.NO_LABELS, table)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(pictures.output()).doesNotExist();
  }

  private static Row row(String key, byte[] file, String animal) {
    return RowFactory.create(key, file, animal, 3);
  }

  private static Dataset<Row> files(Row... rows) {
    return spark.createDataFrame(List.of(rows), FILES);
  }

  private String write(Dataset<Row> table) throws IOException {
    String path = Files.createTempDirectory(directory, "table").resolve("t").toString();
    table.write().parquet(path);
    return path;
  }

  private void writeGrey(String name, Picture grey) throws IOException {
    BufferedImage image =
        new BufferedImage(grey.columns(), grey.rows(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, grey.columns(), grey.rows(), grey.pixels());
    ImageIO.write(image, "png", Path.of(pictures.input(), name).toFile());
  }

  private String manifest(String table) throws Exception {
    ingest(pictures.table("bytes", 0.5, Pictures.NO_LABELS, table));
    return Files.readString(pictures.output().resolve("corpus.json"))
        .replaceAll("(shard-\\d+)-[0-9a-f-]{36}\\.parquet", "$1-*.parquet")
        .replaceFirst("\"sha256\" : \"[0-9a-f]{64}\"\n}\n$", ""); // of these names, too
  }

  private static IngestReport ingest(IngestOptions options) throws Exception {
    return new Ingest(spark, options).run();
  }

  private void assertPixels(Picture... expected) throws IOException {
    List<CorpusRow> rows = rows();
    assertThat(rows).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      Picture found = (Picture) rows.get(i).content();
      assertThat(found.rows()).isEqualTo(expected[i].rows());
      assertThat(found.pixels()).isEqualTo(expected[i].pixels());
    }
  }

  private Corpus corpus() throws IOException {
    return Corpus.open(spark.sparkContext().hadoopConfiguration(), pictures.output().toString());
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
