package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Background;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.config.PictureSettings;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.ImageContents;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SharedSpark
final class IngestPicturesTest {

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
  void keepsPicturesBitForBitInTheOrderOfTheirPaths() throws Exception {
    Picture second = pictures.noise("b/1.png", 20, 30);
    Picture third = pictures.noise("b/2.BMP", 7, 9);
    Picture first = pictures.noise("a/3.tiff", 10, 10);
    pictures.webp("c.webp");
    pictures.bytes("notes.txt", new byte[1]);

    IngestReport report = ingest(pictures.options());

    List<CorpusRow> rows = rows();
    assertThat(rows.stream().map(CorpusRow::key)).containsExactly("a/3", "b/1", "b/2", "c");
    assertSame(rows.get(0), first);
    assertSame(rows.get(1), second);
    assertSame(rows.get(2), third);
    assertThat(((Picture) rows.get(3).content()).pixels())
        .startsWith(0, 0, 7, 0, 1, 7)
        .endsWith(2, 4, 7);
    assertThat(report.contents()).isEqualTo("4 pictures in colour, of at least 5 x 3 pixels");
    assertThat(report.rejected()).isEmpty();
    corpus().verify();
  }

  @Test
  void describesThePixelsInTheManifest() throws Exception {
    pictures.write("1.png", new Picture(2, 1, 3, new byte[] {0, 0, 0, 0, 0, -1}));
    pictures.write("2.png", new Picture(1, 2, 3, new byte[] {-1, 0, -1, -1, 0, -1}));

    ingest(pictures.options());

    CorpusManifest manifest = corpus().manifest();
    assertThat(manifest.mean()).containsExactly(0.5, 0.0, 0.75);
    assertThat(manifest.standardDeviation().subList(0, 2)).containsExactly(0.5, 0.0);
    assertThat(manifest.standardDeviation().get(2)).isCloseTo(Math.sqrt(0.1875), within(1e-15));
    // Pure blue is 29 in grey, and red with blue 105.
    ImageContents images = (ImageContents) manifest.contents();
    double mean = (0 + 29 + 105 + 105) / 4.0;
    assertThat(images.channels()).isEqualTo(3);
    assertThat(images.leastRows()).isEqualTo(1);
    assertThat(images.leastColumns()).isEqualTo(1);
    assertThat(images.greyMean()).isCloseTo(mean / 255, within(1e-15));
    assertThat(images.greyStandardDeviation())
        .isCloseTo(Math.sqrt((29.0 * 29 + 2 * 105.0 * 105) / 4 - mean * mean) / 255, within(1e-15));
  }

  @Test
  void storesGreyWhereItIsWanted() throws Exception {
    Picture colour = pictures.noise("1.png", 8, 9);

    IngestReport report =
        ingest(
            pictures.options(
                new PictureSettings(1, 1, 0, 100, Background.WHITE, 0), 0, Pictures.NO_LABELS));

    assertSame(rows().get(0), colour.grey());
    CorpusManifest manifest = corpus().manifest();
    ImageContents images = (ImageContents) manifest.contents();
    assertThat(manifest.mean()).containsExactly(images.greyMean());
    assertThat(manifest.standardDeviation()).containsExactly(images.greyStandardDeviation());
    assertThat(report.contents()).isEqualTo("1 pictures in grey, of at least 9 x 8 pixels");
  }

  @Test
  void givesAllPicturesTheWantedSize() throws Exception {
    pictures.noise("1.png", 30, 40);
    pictures.noise("2.png", 12, 5);

    ingest(
        pictures.options(
            new PictureSettings(3, 5, 10, 10_000, Background.WHITE, 0), 0, Pictures.NO_LABELS));

    assertThat(rows().stream().map(row -> (Picture) row.content()))
        .allSatisfy(picture -> assertThat(picture.pixels()).hasSize(10 * 10 * 3));
    ImageContents images = (ImageContents) corpus().manifest().contents();
    assertThat(images.leastRows()).isEqualTo(10);
    assertThat(images.leastColumns()).isEqualTo(10);
  }

  @Test
  void writesParquetThatSparkReads() throws Exception {
    Picture picture = pictures.noise("cat/1.png", 3, 4);
    ingest(pictures.options(Pictures.COLOUR, 0, new LabelSettings("animal", "", "")));

    Row row =
        spark
            .read()
            .parquet(pictures.output() + "/*.parquet")
            .select("key", "height", "width", "channels", "animal", "pixels")
            .head();

    assertThat(row.toSeq().mkString(" ")).startsWith("cat/1 3 4 3 cat ");
    assertThat(row.<byte[]>getAs(5)).isEqualTo(picture.pixels());
  }

  @Test
  void takesLabelsFromFoldersNamesAndATable() throws Exception {
    pictures.noise("cat/7_tom.png", 3, 4);
    pictures.noise("dog/3_rex.png", 3, 4);
    String table = pictures.text("labels.csv", "file,age\ncat/7_tom.png,4\ndog/3_rex.jpg,5\n");

    ingest(
        pictures.options(
            Pictures.COLOUR, 0, new LabelSettings("animal", "\\d_(?<name>[a-z]+)", table)));

    assertThat(rows().stream().map(CorpusRow::labels))
        .containsExactly(
            Map.of("animal", "cat", "name", "tom", "age", "4"),
            Map.of("animal", "dog", "name", "rex", "age", "5"));
  }

  @Test
  void listsEveryBadFileWithItsReason() throws Exception {
    pictures.bytes("0_empty.png", new byte[0]);
    pictures.bytes("1_text.jpg", "no picture".getBytes(StandardCharsets.US_ASCII));
    byte[] whole = Pictures.file("jpeg", pictures.noise("9_good.png", 20, 20));
    pictures.bytes("2_cut.jpg", Arrays.copyOf(whole, whole.length - 40));
    pictures.bytes("3_cmyk.jpg", cmyk());
    pictures.noise("4_small.png", 20, 3);
    pictures.noise("5_large.png", 101, 100);
    pictures.bytes("6_transparent.png", transparent());
    pictures.noise("7_twin.png", 20, 20);
    pictures.noise("7_twin.bmp", 20, 20);
    byte[] damaged = Pictures.file("png", pictures.noise("8_good.bmp", 20, 20));
    damaged[damaged.length / 2] ^= 1;
    pictures.bytes("8_damaged.png", damaged);

    IngestReport report =
        ingest(
            pictures.options(
                new PictureSettings(3, 4, 0, 10_000, Background.REJECT, 0),
                0.9,
                Pictures.NO_LABELS));

    assertThat(report.toText())
        .contains("1 files were converted from cyan, magenta, yellow and black");
    assertThat(rows().stream().map(CorpusRow::key))
        .containsExactly("3_cmyk", "7_twin.bmp", "7_twin.png", "8_good", "9_good");
    assertThat(report.rejected().stream().map(RejectedFile::toString))
        .containsExactly(
            "0_empty.png is empty: it has 0 bytes",
            "1_text.jpg is no picture that can be read: it is none of JPEG, PNG, BMP, GIF, WebP and"
                + " TIFF (its first bytes are 6e 6f 20 70); convert or remove it",
            "2_cut.jpg is a JPEG file that is damaged: Truncated File - Missing EOI marker, Corrupt"
                + " JPEG data: premature end of data segment",
            "4_small.png is too small: it has 3 x 20 pixels, but at least 4 x 4 are needed"
                + " (ingest.minSize)",
            "5_large.png is too large: it has 100 x 101 pixels, but only 10000 are allowed"
                + " (ingest.maxPixels)",
            "6_transparent.png has transparent pixels, such as the one in row 0 and column 0"
                + " (ingest.background = white or black puts them on one)",
            "8_damaged.png is a PNG file that has a chunk IDAT whose checksum does not match");
    assertThat(Files.readAllLines(pictures.output().resolve("rejected.tsv")))
        .hasSize(8)
        .startsWith("path\treason", "0_empty.png\tis empty: it has 0 bytes");
  }

  @Test
  void refusesAFolderWithoutPictures() throws Exception {
    pictures.bytes("1.wav", new byte[10]);

    assertThatThrownBy(() -> ingest(pictures.options()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no images found below [%s]: no file there begins like one of JPEG, PNG, BMP, GIF, WebP,"
                + " TIFF or is named so; what is there: 1 .wav",
            pictures.input());
  }

  @Test
  void readsRealPhotographs() throws Exception {
    String shared = System.getenv("GIM_SHARED_DATA");
    Assumptions.assumeTrue(
        shared != null && Files.isDirectory(Path.of(shared, "images")),
        "skipped: GIM_SHARED_DATA names no directory with images/CLASS/NUMBER.jpg");
    Path images = Path.of(shared, "images");
    IngestOptions own =
        pictures.options(
            new PictureSettings(3, 32, 0, 10_000, Background.WHITE, 0),
            0,
            new LabelSettings("class", "", ""));

    IngestReport report =
        ingest(
            new IngestOptions(List.of(images.toString()), own.output(), false, 0, own.settings()));

    assertThat(report.contents()).isEqualTo("10000 pictures in colour, of at least 32 x 32 pixels");
    Map<String, Integer> perClass = new HashMap<>();
    for (CorpusRow row : rows()) {
      assertThat(row.key()).startsWith(row.labels().get("class") + "/");
      perClass.merge(row.labels().get("class"), 1, Integer::sum);
    }
    assertThat(perClass).hasSize(10).allSatisfy((name, rows) -> assertThat(rows).isEqualTo(1_000));
    CorpusManifest manifest = corpus().manifest();
    double[][] expected = statistics(images);
    for (int channel = 0; channel < 3; channel++) {
      assertThat(manifest.mean().get(channel)).isCloseTo(expected[channel][0], within(1e-10));
      assertThat(manifest.standardDeviation().get(channel))
          .isCloseTo(expected[channel][1], within(1e-10));
    }
    ImageContents contents = (ImageContents) manifest.contents();
    assertThat(contents.greyMean()).isCloseTo(expected[3][0], within(1e-3));
    assertThat(contents.greyStandardDeviation()).isCloseTo(expected[3][1], within(1e-3));
  }

  /** Mean and deviation of red, green, blue and ITU-R 601 luma, as ImageIO reads the files. */
  private static double[][] statistics(Path images) throws IOException {
    double[] sum = new double[4];
    double[] squares = new double[4];
    long count = 0;
    List<Path> files;
    try (Stream<Path> all = Files.walk(images)) {
      files = all.filter(file -> file.toString().endsWith(".jpg")).toList();
    }
    for (Path file : files) {
      BufferedImage image = ImageIO.read(file.toFile());
      for (int rgb : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, 32)) {
        double red = (rgb >> 16 & 255) / 255.0;
        double green = (rgb >> 8 & 255) / 255.0;
        double blue = (rgb & 255) / 255.0;
        double[] pixel = {red, green, blue, 0.299 * red + 0.587 * green + 0.114 * blue};
        for (int channel = 0; channel < 4; channel++) {
          sum[channel] += pixel[channel];
          squares[channel] += pixel[channel] * pixel[channel];
        }
        count++;
      }
    }
    double[][] statistics = new double[4][];
    for (int channel = 0; channel < 4; channel++) {
      double mean = sum[channel] / count;
      statistics[channel] = new double[] {mean, Math.sqrt(squares[channel] / count - mean * mean)};
    }
    return statistics;
  }

  private static byte[] cmyk() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      Raster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 20, 20, 4, null);
      writer.write(null, new IIOImage(raster, null, null), null);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static byte[] transparent() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(20, 20, BufferedImage.TYPE_4BYTE_ABGR), "png", bytes);
    return bytes.toByteArray();
  }

  private static IngestReport ingest(IngestOptions options) throws Exception {
    return new Ingest(spark, options).run();
  }

  private static void assertSame(CorpusRow row, Picture expected) {
    Picture found = (Picture) row.content();
    assertThat(found.rows()).isEqualTo(expected.rows());
    assertThat(found.columns()).isEqualTo(expected.columns());
    assertThat(found.pixels()).isEqualTo(expected.pixels());
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
