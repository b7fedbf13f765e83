package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Background;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.PictureSettings;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SharedSpark
final class IngestStl10Test {

  private static final int PICTURE = 3 * 96 * 96;

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
  void readsEveryPictureBackWithSplitAndClass() throws Exception {
    byte[] train = write("train_X.bin", 3 * PICTURE);
    pictures.bytes("train_y.bin", new byte[] {1, 10, 4});
    byte[] test = write("test_X.bin", 2 * PICTURE);
    pictures.bytes("test_y.bin", new byte[] {2, 2});
    byte[] unlabeled = write("unlabeled_X.bin", 4 * PICTURE);
    names("airplane bird car cat deer dog horse monkey ship truck");

    assertThat(ingest(options()).contents())
        .isEqualTo("9 pictures in colour, of at least 96 x 96 pixels");

    List<CorpusRow> rows = rows();
    assertThat(rows.stream().map(CorpusRow::key))
        .containsExactly(
            "train/00000",
            "train/00001",
            "train/00002",
            "test/00000",
            "test/00001",
            "unlabeled/00000",
            "unlabeled/00001",
            "unlabeled/00002",
            "unlabeled/00003");
    assertThat(rows.stream().map(CorpusRow::labels))
        .startsWith(
            Map.of("split", "train", "class", "airplane"),
            Map.of("split", "train", "class", "truck"),
            Map.of("split", "train", "class", "cat"),
            Map.of("split", "test", "class", "bird"))
        .endsWith(Map.of("split", "unlabeled"));
    assertPixels(rows.subList(0, 3), train);
    assertPixels(rows.subList(3, 5), test);
    assertPixels(rows.subList(5, 9), unlabeled);
    assertThat(corpus().manifest().shards()).hasSize(3);
    assertThat(corpus().manifest().labelColumns()).containsExactly("class", "split");
  }

  @Test
  void doesWithoutSomeFiles() throws Exception {
    write("test_X.bin", PICTURE);
    pictures.bytes("test_y.bin", new byte[] {7});

    ingest(options());

    assertThat(rows()).hasSize(1);
    assertThat(rows().get(0).labels()).isEqualTo(Map.of("split", "test", "class", "7"));
  }

  @Test
  void storesPicturesInTheWantedSizeAndChannels() throws Exception {
    write("unlabeled_X.bin", PICTURE);

    ingest(
        pictures.options(
            pictures.input(),
            Layout.STL10,
            new PictureSettings(1, 1, 48, 1, Background.WHITE, 0),
            0,
            Pictures.NO_LABELS));

    assertThat(((Picture) rows().get(0).content()).pixels()).hasSize(48 * 48);
  }

  @Test
  void cutsOneFileIntoSeveralShardsWhoseNumberDependsOnItAlone() throws Exception {
    byte[] unlabeled = write("unlabeled_X.bin", 5 * PICTURE);

    ingest(options());

    assertThat(corpus().manifest().shards().stream().map(shard -> shard.rows()))
        .containsExactly(3L, 2L);
    assertPixels(rows(), unlabeled);
  }

  @Test
  void namesAFileOfAnUnexpectedSize() throws Exception {
    write("train_X.bin", 2 * PICTURE);
    assertRefused("/train_y.bin is missing, which has the classes of train_X.bin: put it there");
    pictures.bytes("train_y.bin", new byte[] {1});
    assertRefused(
        "/train_y.bin has 1 bytes, but should have one for each of the 2 pictures of train_X.bin");
    pictures.bytes("train_y.bin", new byte[] {1, 11});
    assertRefused("/train_y.bin has class 11 for picture 1, but classes are 1 to 10");
    pictures.bytes("train_y.bin", new byte[] {1, 10});
    names("one two three");
    assertRefused("/class_names.txt has 3 names, but should have one for each of the 10 classes");
    write("unlabeled_X.bin", PICTURE + 1);
    Files.delete(Path.of(pictures.input(), "class_names.txt"));
    assertRefused(
        "/unlabeled_X.bin has 27649 bytes, but STL-10 takes 27648 for each picture: is it cut"
            + " short?");
  }

  @Test
  void refusesAFolderWithoutPictures() throws Exception {
    assertRefused("the input " + pictures.input() + " does not exist");
    pictures.bytes("train_y.bin", new byte[] {1});
    assertRefused(
        "no STL-10 found: the input "
            + pictures.input()
            + " has none of train_X.bin, test_X.bin and unlabeled_X.bin");
    IngestOptions one = options();
    IngestOptions two =
        new IngestOptions(List.of("a", "b"), one.output(), false, 0, one.settings());
    assertThatThrownBy(() -> ingest(two))
        .hasMessage("STL-10 is one folder, but the inputs are [a, b]: ingest them one by one");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> ingest(options()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(message);
    assertThat(pictures.output()).doesNotExist();
  }

  private static IngestReport ingest(IngestOptions options) throws Exception {
    return new Ingest(spark, options).run();
  }

  private IngestOptions options() {
    return pictures.options(pictures.input(), Layout.STL10, Pictures.COLOUR, 0, Pictures.NO_LABELS);
  }

  private byte[] write(String name, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(name.hashCode()).nextBytes(content);
    pictures.bytes(name, content);
    return content;
  }

  private void names(String names) throws IOException {
    pictures.bytes("class_names.txt", names.replace(' ', '\n').getBytes(StandardCharsets.UTF_8));
  }

  /** Compares each pixel with its place in the file: channel, column, row. */
  private static void assertPixels(List<CorpusRow> rows, byte[] file) {
    assertThat(rows).hasSize(file.length / PICTURE);
    for (int i = 0; i < rows.size(); i++) {
      byte[] expected = new byte[PICTURE];
      for (int k = 0; k < PICTURE; k++) {
        int row = k / 3 / 96;
        int column = k / 3 % 96;
        expected[k] = file[i * PICTURE + (k % 3) * 96 * 96 + column * 96 + row];
      }
      assertThat(Arrays.equals(((Picture) rows.get(i).content()).pixels(), expected)).isTrue();
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
