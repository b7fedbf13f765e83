package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestDeterminismTest {

  @TempDir private Path directory;

  @Test
  void makesTheSameCorpusOnOneCoreAndOnTwo() throws Exception {
    Recordings recordings = new Recordings(directory);
    for (int i = 0; i < 20; i++) {
      recordings.wav("take-%02d.wav".formatted(i), 1_000 * (20 - i));
    }
    recordings.bytes("take-99.wav", new byte[3]);

    String onOne = manifest(IngestTest.session("local[1]"), recordings);
    Files.move(recordings.output(), directory.resolve("older"));
    String onTwo = manifest(IngestTest.session("local[2]"), recordings);

    assertThat(onTwo).isEqualTo(onOne).contains("\"shard-00001-*.parquet\"");
  }

  @Test
  void makesTheSameCorpusOfAMixedFolderOnOneCoreAndOnFour() throws Exception {
    Recordings recordings = new Recordings(directory);
    for (int i = 0; i < 20; i++) {
      recordings.wav("take-%02d.%s".formatted(i, i % 3 == 0 ? "wav" : "bin"), 1_000 * (20 - i));
      recordings.bytes("take-%02d.txt".formatted(i), new byte[i]);
    }
    recordings.flac("take-00.flac");
    recordings.bytes("take-99.wav", new byte[3]);
    Files.createSymbolicLink(Path.of(recordings.input(), "again"), Path.of("."));

    String onOne = manifest(IngestTest.session("local[1]"), recordings);
    Path older = Files.move(recordings.output(), directory.resolve("older"));
    String onFour = manifest(IngestTest.session("local[4]"), recordings);

    assertThat(onFour).isEqualTo(onOne).contains("\"rows\" : 21", "\".txt\" : 20");
    for (String list : new String[] {"rejected.tsv", "left-out.tsv", "remarks.tsv"}) {
      assertThat(recordings.output().resolve(list)).hasSameTextualContentAs(older.resolve(list));
    }
  }

  @Test
  void worksWhereTheClusterSerializesWithKryo() throws Exception {
    Recordings recordings = new Recordings(directory);
    recordings.wav("1.wav", 1_000);
    recordings.bytes("2.wav", new byte[0]);
    SparkSession kryo =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .getOrCreate();

    assertThat(manifest(kryo, recordings)).contains("\"rejectedFiles\" : 1");
  }

  @Test
  void makesTheSameCorpusOfPicturesOnOneCoreAndOnTwo() throws Exception {
    Pictures pictures = new Pictures(directory);
    for (int i = 0; i < 20; i++) {
      pictures.noise("picture-%02d.%s".formatted(i, i % 2 == 0 ? "png" : "jpg"), 40 + i, 30);
    }
    pictures.bytes("picture-99.gif", new byte[3]);
    IngestOptions options = pictures.options(Pictures.COLOUR, 0.5, Pictures.NO_LABELS);

    String onOne = manifest(IngestTest.session("local[1]"), options);
    Files.move(pictures.output(), directory.resolve("older"));
    String onTwo = manifest(IngestTest.session("local[2]"), options);

    assertThat(onTwo)
        .isEqualTo(onOne)
        .contains("\"shard-00001-*.parquet\"", "\"rejectedFiles\" : 1");
  }

  private static String manifest(SparkSession session, Recordings recordings) throws Exception {
    return manifest(session, recordings.options(16_000, 0.5, Recordings.NO_LABELS));
  }

  private static String manifest(SparkSession session, IngestOptions options) throws Exception {
    try (SparkSession spark = session) {
      new Ingest(spark, options).run();
      return Files.readString(Path.of(options.output()).resolve("corpus.json"))
          .replaceAll("(shard-\\d+)-[0-9a-f-]{36}\\.parquet", "$1-*.parquet")
          .replaceFirst("\"sha256\" : \"[0-9a-f]{64}\"\n}\n$", ""); // of these names, too
    }
  }
}
