package org.greedyinfomax.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.greedyinfomax.Background;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.config.PictureSettings;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.ExtraDecoder;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.ffmpeg.FfmpegDecoder;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.LooseFiles;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.probe.fit.RecordingKey;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos become pictures, where a rate is set and FFmpeg's libraries are there. */
@SharedSpark
final class IngestVideosTest {

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
  void framesAreRowsWithTheLabelsAndTheSplitOfTheirVideo() throws Exception {
    byte[] video = video("x.mp4", "-c:v", "mpeg4");
    pictures.bytes("cats/tom.mp4", video);
    pictures.noise("dogs/rex.png", 20, 20);
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("birds/kea.dat", video);
    pictures.bytes("shard.tar", Archives.tar(members));
    String list = pictures.text("train.txt", "cats/tom\ndogs/rex\nbirds/kea.dat\n");

    IngestReport report = new Ingest(spark, options(2, Map.of("train", list))).run();

    Map<String, CorpusRow> rows = rows();
    assertThat(rows.keySet())
        .containsExactly(
            "birds/kea.dat#000000",
            "birds/kea.dat#000001",
            "birds/kea.dat#000002",
            "cats/tom#000000",
            "cats/tom#000001",
            "cats/tom#000002",
            "dogs/rex");
    for (int i = 0; i < 3; i++) {
      Picture picture = (Picture) rows.get("cats/tom#00000" + i).content();
      assertThat(picture.pixels())
          .isEqualTo(((Picture) rows.get("birds/kea.dat#00000" + i).content()).pixels())
          .hasSize(16 * 16 * 3);
    }
    assertThat(((Picture) rows.get("cats/tom#000000").content()).pixels())
        .isNotEqualTo(((Picture) rows.get("cats/tom#000001").content()).pixels());
    assertThat(
            spark.read().parquet(pictures.output() + "/*.parquet").orderBy("key").collectAsList())
        .extracting(row -> row.getAs("split") + " " + row.getAs("animal"))
        .containsExactly(
            "train birds",
            "train birds",
            "train birds",
            "train cats",
            "train cats",
            "train cats",
            "train dogs");
    assertThat(report.contents())
        .isEqualTo("7 pictures of 3 files in colour, of at least 16 x 16 pixels");
    assertThat(report.leftOut()).isEmpty();
  }

  /** Probes divide rows by this key, into those to fit and to test and into folds. */
  @Test
  void allFramesOfAVideoHaveTheSameKeyWhereRowsAreDivided() throws Exception {
    pictures.bytes("tom.avi", video("x.avi", "-c:v", "mjpeg"));

    new Ingest(spark, options(10, Map.of())).run();

    assertThat(
            spark
                .read()
                .parquet(pictures.output() + "/*.parquet")
                .select(RecordingKey.of(col("key")))
                .collectAsList())
        .hasSize(15)
        .allSatisfy(row -> assertThat(row.getString(0)).isEqualTo("tom"));
  }

  @Test
  void aFileWhoseKeyAFrameMayHaveIsRejected() throws Exception {
    pictures.bytes("tom.mp4", video("x.mp4", "-c:v", "mpeg4"));
    pictures.noise("tom#000001.png", 20, 20);

    IngestReport report = new Ingest(spark, options(1, Map.of())).run();

    assertThat(rows().keySet()).containsExactly("tom#000000", "tom#000001");
    assertThat(report.rejected())
        .extracting(Object::toString)
        .containsExactly(
            "tom#000001.png has the key tom#000001, which a segment of tom may have: rename it");
  }

  @Test
  void withoutARateVideosAreLeftOutAndTheOutputSaysWhichKeySetsOne() throws Exception {
    pictures.bytes("tom.mp4", video("x.mp4", "-c:v", "mpeg4"));
    pictures.bytes("rex.mkv", video("x.mkv", "-c:v", "ffv1"));
    pictures.noise("kea.png", 20, 20);

    IngestReport report = new Ingest(spark, options(0, Map.of())).run();

    assertThat(rows().keySet()).containsExactly("kea");
    assertThat(report.manifest().leftOutFiles()).isEqualTo(Map.of(".mp4", 1, ".mkv", 1));
    assertThat(report.toText())
        .contains(
            "left out: 1 .mkv, 1 .mp4 (",
            "\n2 of these are videos: ingest.framesPerSecond says how many pictures are taken of a"
                + " second, which is none now\n");
    assertThat(Files.readString(pictures.output().resolve("left-out.tsv")))
        .contains(
            "tom.mp4\t.mp4\tis a video (MP4), of which an ingest of files and archives takes"
                + " pictures with ingest.framesPerSecond above 0\n");
  }

  @Test
  void withoutFfmpegVideosAreLeftOutAndTheOutputSaysHowToGetIt() throws Exception {
    byte[] video = video("x.mp4", "-c:v", "mpeg4");
    pictures.bytes("tom.mp4", video);
    pictures.noise("kea.png", 20, 20);
    System.setProperty(FfmpegDecoder.SWITCH, "false");
    try {
      IngestReport report = new Ingest(spark, options(1, Map.of())).run();

      assertThat(rows().keySet()).containsExactly("kea");
      assertThat(report.toText())
          .contains(
              "left out: 1 .mp4 (",
              "\nto read 1 of these, " + ExtraDecoder.installed().remedy() + "\n");
    } finally {
      System.clearProperty(FfmpegDecoder.SWITCH);
    }
  }

  @Test
  void nothingOfADamagedVideoIsWritten() throws Exception {
    byte[] video = video("x.mp4", "-c:v", "mpeg4");
    Arrays.fill(video, video.length / 2, video.length / 2 + 300, (byte) 0xa5);
    pictures.bytes("tom.mp4", video);
    pictures.noise("kea.png", 20, 20);

    IngestReport report = new Ingest(spark, options(25, Map.of())).run();

    assertThat(rows().keySet()).containsExactly("kea");
    assertThat(report.rejected()).hasSize(1);
    assertThat(report.rejected().get(0).toString())
        .matches("tom.mp4 is damaged: after [1-9]\\d* frames its mpeg4 cannot be decoded");
  }

  @Test
  void aDryRunCountsVideosAndTheirPictures() throws Exception {
    pictures.bytes("tom.mp4", video("x.mp4", "-c:v", "mpeg4"));
    pictures.noise("kea.png", 20, 20);

    String text = new Ingest(spark, options(4, Map.of())).dryRun().toText();

    assertThat(text.replaceAll(" +", " "))
        .contains(" MP4, videos 1 1,536 1,536\n", "would ingest 7 pictures of 2 files in colour");
    assertThat(pictures.output()).doesNotExist();
  }

  @Test
  void whatIsEncodedWithoutACorpusLeavesVideosOut() throws Exception {
    pictures.bytes("tom.mp4", video("x.mp4", "-c:v", "mpeg4"));
    pictures.noise("kea.png", 20, 20);

    LooseFiles files =
        LooseFiles.below(
            spark, SmallRecipe.ofPictures("ingest.framesPerSecond=2"), pictures.input());

    assertThat(files.files()).extracting(LooseFiles.LooseFile::key).containsExactly("kea");
    assertThat(files.leftOut()).extracting(LeftOutFile::path).containsExactly("tom.mp4");
  }

  /** Labels are taken, too, if there are splits. */
  private IngestOptions options(double framesPerSecond, Map<String, String> splits) {
    IngestOptions usual =
        pictures.options(
            new PictureSettings(3, 1, 16, 10_000, Background.WHITE, framesPerSecond),
            0.5,
            splits.isEmpty() ? Pictures.NO_LABELS : new LabelSettings("animal", "", ""));
    IngestSettings settings = usual.settings();
    return new IngestOptions(
        usual.inputs(),
        usual.output(),
        false,
        0,
        new IngestSettings(
            settings.kind(),
            settings.layout(),
            settings.column(),
            settings.minSamples(),
            settings.channel(),
            settings.length(),
            settings.pictures(),
            settings.maxBadFraction(),
            settings.labels(),
            splits));
  }

  private static Map<String, CorpusRow> rows(Corpus corpus) throws IOException {
    List<CorpusRow> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      rows.addAll(corpus.read(group));
    }
    rows.sort(Comparator.comparing(CorpusRow::key));
    Map<String, CorpusRow> byKey = new LinkedHashMap<>();
    rows.forEach(row -> assertThat(byKey.put(row.key(), row)).isNull());
    return byKey;
  }

  private Map<String, CorpusRow> rows() throws IOException {
    return rows(
        Corpus.open(spark.sparkContext().hadoopConfiguration(), pictures.output().toString()));
  }

  /** A second and a half of moving shapes, 48 pixels wide and 32 high. */
  private byte[] video(String name, String... encoder) throws IOException, InterruptedException {
    String program = Loader.load(ffmpeg.class);
    Path file = directory.resolve(name);
    List<String> command =
        new ArrayList<>(List.of(program, "-loglevel", "error", "-nostdin", "-y", "-f", "lavfi"));
    command.addAll(List.of("-i", "testsrc2=size=48x32:rate=30:duration=1.5"));
    command.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact"));
    command.addAll(List.of(encoder));
    command.add(file.toString());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("LD_LIBRARY_PATH", new File(program).getParent());
    assertThat(builder.start().waitFor()).isZero();
    return Files.readAllBytes(file);
  }
}
