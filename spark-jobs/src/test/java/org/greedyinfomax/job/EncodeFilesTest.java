package org.greedyinfomax.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunSnapshot;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallPictures;
import org.greedyinfomax.training.SmallRecipe;
import org.greedyinfomax.training.TrainingRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SharedSpark
final class EncodeFilesTest {

  private static final Progress SILENT =
      new Progress(
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), 1e9);

  @TempDir private static Path runs;
  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void train() throws IOException {
    spark = SharedSession.spark();
    SmallCorpus.write(runs.resolve("sounds").toString(), 1);
    TrainingRun.start(
            spark,
            SmallRecipe.with("training.epochs=1"),
            runs.resolve("sounds").toString(),
            runs.resolve("run").toString(),
            RunDirectory.Existing.REFUSE)
        .train(SILENT);
    SmallPictures.write(runs.resolve("pictures").toString());
    TrainingRun.start(
            spark,
            SmallRecipe.ofPictures("training.epochs=1"),
            runs.resolve("pictures").toString(),
            runs.resolve("run of pictures").toString(),
            RunDirectory.Existing.REFUSE)
        .train(SILENT);
  }

  private EncodedFiles encode(String input, String model, boolean overwrite) throws Exception {
    return new EncodeFiles(spark)
        .run(new EncodeFiles.Options(input, model, output(), "all", Pooling.MEAN, 4, overwrite));
  }

  private String output() {
    return folder.resolve("vectors").toString();
  }

  private static String run(String name) {
    return runs.resolve(name).toString();
  }

  @Test
  void writesPagesWithChecksumsThatReadersCanCompare() throws Exception {
    Recordings recordings = new Recordings(folder);
    recordings.wav("one.wav", 900);
    encode(recordings.input(), run("run"), false);
    Path part;
    try (Stream<Path> files = Files.list(Path.of(output()))) {
      part = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] content = Files.readAllBytes(part);
    content[lastByteOfKeys(part)] ^= 1;
    Files.delete(part.resolveSibling("." + part.getFileName() + ".crc"));
    Files.write(part, content);

    assertThatThrownBy(
            () ->
                spark
                    .read()
                    .option("parquet.page.verify-checksum.enabled", true)
                    .parquet(output())
                    .collectAsList())
        .hasStackTraceContaining("CRC checksum verification failed");
  }

  private static int lastByteOfKeys(Path table) throws IOException {
    HadoopInputFile file =
        HadoopInputFile.fromPath(
            new org.apache.hadoop.fs.Path(table.toString()), new Configuration());
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      ColumnChunkMetaData keys = reader.getRowGroups().get(0).getColumns().get(0);
      return Math.toIntExact(keys.getStartingPos() + keys.getTotalSize() - 1);
    }
  }

  @Test
  void takesNoLabelsFromAShardThatHasChanged() throws Exception {
    String corpus = folder.resolve("changed").toString();
    SmallCorpus.write(corpus, 1);
    Corpus opened = Corpus.open(new Configuration(), corpus);
    Path shard = Path.of(corpus, opened.manifest().shards().get(3).file());
    String text = Files.readString(shard, ISO_8859_1);
    Files.writeString(shard, text.replaceFirst("ada", "add"), ISO_8859_1);
    RunSnapshot trained = RunSnapshot.find(new Configuration(), run("run"));

    Encoding encoding = new Encoding(spark, trained.recipe(), trained.input().normalization());

    assertThatThrownBy(() -> encoding.labels(opened).collectAsList())
        .hasStackTraceContaining("shard " + shard + " is damaged: the checksum of bytes ");
  }

  @Test
  void encodesWhatIsInAFolderAsIngestedFilesAreEncoded() throws Exception {
    Recordings recordings = new Recordings(folder);
    for (int i = 0; i < 9; i++) {
      recordings.wav("speaker/%d.wav".formatted(i), 300 + 100 * (i % 3));
    }
    recordings.flac("converted.flac");

    EncodedFiles report = encode(recordings.input(), run("run"), false);

    assertThat(report).isEqualTo(new EncodedFiles(10, List.of(), List.of()));
    Dataset<Row> table = spark.read().parquet(output()).orderBy("key");
    assertThat(table.columns()).containsExactly("key", "conv1", "conv2", "gru");
    String ingested = folder.resolve("ingested").toString();
    new Encode(spark)
        .run(
            new Encode.Options(
                recordings.input(), run("run"), ingested, "all", Pooling.MEAN, false));
    List<Row> expected = spark.read().parquet(ingested).orderBy("key").collectAsList();
    List<Row> rows = table.collectAsList();
    assertThat(rows).hasSameSizeAs(expected);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).getString(0)).isEqualTo(expected.get(i).getString(0));
      assertClose(rows.get(i).getList(3), expected.get(i).getList(3));
    }
  }

  @Test
  void whatCannotBeEncodedIsListedWhetherAFolderIsIngestedBeforeOrNot() throws Exception {
    Recordings recordings = new Recordings(folder);
    recordings.wav("a.wav", 900);
    recordings.bytes("b.wav", new byte[0]);
    recordings.bytes("c.txt", new byte[1]);
    String ingested = folder.resolve("ingested").toString();
    Path run = folder.resolve("lenient");
    Files.createDirectory(run);
    TrainingRun.start(
            spark,
            SmallRecipe.with("training.epochs=1", "ingest.maxBadFraction=0.5"),
            runs.resolve("sounds").toString(),
            run.toString(),
            RunDirectory.Existing.REFUSE)
        .train(SILENT);

    EncodedFiles loose = encode(recordings.input(), run.toString(), false);
    EncodedFiles made =
        new Encode(spark)
            .run(
                new Encode.Options(
                    recordings.input(), run.toString(), ingested, "all", Pooling.MEAN, false));

    assertThat(made).isEqualTo(loose);
    assertThat(made.rows()).isEqualTo(1);
    for (String table : List.of(output(), ingested)) {
      assertThat(Path.of(table, "_rejected.tsv")).hasContent("b.wav\tis empty: it has 0 bytes\n");
      assertThat(Files.readString(Path.of(table, "_left-out.tsv"))).startsWith("c.txt\t.txt\t");
    }
    assertThatThrownBy(
            () ->
                new Encode(spark)
                    .run(
                        new Encode.Options(
                            recordings.input(), run("run"), ingested, "all", Pooling.MEAN, true)))
        .hasMessageContaining("1 of 2 files cannot be used")
        .hasMessageEndingWith("raise ingest.maxBadFraction");
  }

  private static void assertClose(List<Float> one, List<Float> other) {
    assertThat(one).hasSameSizeAs(other);
    for (int i = 0; i < one.size(); i++) {
      assertThat(Math.abs(one.get(i) - other.get(i))).isLessThan(1e-5f);
    }
  }

  @Test
  void badFilesAreListedAndSkippedHoweverMany() throws Exception {
    Pictures pictures = new Pictures(folder);
    pictures.noise("a.png", 20, 20);
    pictures.noise("small.png", 20, 11);
    pictures.bytes("bad.jpg", "no picture".getBytes(StandardCharsets.UTF_8));
    pictures.noise("twice.png", 14, 14);
    pictures.noise("twice.bmp", 14, 14);

    EncodedFiles report = encode(pictures.input(), run("run of pictures"), false);

    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.rejected()).hasSize(2);
    assertThat(spark.read().parquet(output()).orderBy("key").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("a", "twice.bmp", "twice.png");
    assertThat(Files.readAllLines(Path.of(output(), "_rejected.tsv")))
        .satisfiesExactly(
            bad -> assertThat(bad).startsWith("bad.jpg\tis no picture that can be read"),
            small ->
                assertThat(small)
                    .isEqualTo(
                        "small.png\tis too small: it has 11 x 20 pixels, but the network looks at 12"
                            + " x 12"));
    assertThat(encode(pictures.input(), run("run of pictures"), true).rows()).isEqualTo(3);
  }

  @Test
  void aSavedModelWillDo() throws Exception {
    Recordings recordings = new Recordings(folder);
    recordings.wav("a.wav", 300);
    String model = folder.resolve("model").toString();
    Configuration hadoop = new Configuration();
    RunSnapshot.of(RunDirectory.open(hadoop, run("run"))).writeInto(hadoop, model, Map.of());

    assertThat(encode(recordings.input(), model, false).rows()).isEqualTo(1);
  }

  @Test
  void saysWhatItCannotUse() throws Exception {
    Recordings recordings = new Recordings(folder);
    recordings.bytes("bad.wav", new byte[0]);

    assertThatThrownBy(() -> encode(recordings.input(), run("run"), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("none of the 1 files can be used: bad.wav is empty: it has 0 bytes");
    assertThat(Path.of(output())).doesNotExist();
    assertThatThrownBy(() -> encode(run("sounds"), run("run"), false))
        .hasMessage("%s is a corpus: encode it with --run instead of --model", run("sounds"));
    assertThatThrownBy(() -> encode(recordings.input(), run("sounds"), false))
        .hasMessage(
            "%s is neither a run nor a saved model: it has neither config.conf nor run/config.conf",
            run("sounds"));
  }
}
