package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.CorpusRow;
import org.greedyinfomax.corpus.RowGroup;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that FFmpeg's libraries decode, where these are there. */
@SharedSpark
final class IngestFfmpegTest {

  private static SparkSession spark;

  @TempDir private Path directory;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
  }

  @Test
  void compressedRecordingsBecomeRowsInFoldersAndInArchives() throws Exception {
    Recordings recordings = new Recordings(directory);
    recordings.wav("a.wav", 4_000);
    Map<String, byte[]> members = new LinkedHashMap<>();
    for (String name : List.of("b.mp3", "c.m4a", "d.opus", "e.aiff", "f.mp4", "g.dat")) {
      byte[] file = encoded(name.replace("dat", "mp3"));
      recordings.bytes(name, file);
      members.put("x/" + name, file);
    }
    recordings.bytes("shard.tar", Archives.tar(members));
    recordings.bytes("broken.mp3", "no sound".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    IngestReport report =
        new Ingest(spark, recordings.options(Recordings.RATE, 0.1, Recordings.NO_LABELS)).run();

    Map<String, Clip> clips = clips(recordings);
    assertThat(clips.keySet())
        .containsExactlyInAnyOrder(
            "a", "b", "c", "d", "e", "f", "g.dat", "x/b", "x/c", "x/d", "x/e", "x/f", "x/g.dat");
    for (String key : List.of("b", "c", "d", "e", "f", "g.dat")) {
      assertThat(clips.get(key).samples()).hasSizeBetween(3_900, 4_600);
      assertThat(clips.get("x/" + key).samples()).isEqualTo(clips.get(key).samples());
    }
    assertThat(clips.get("b").samples()).isEqualTo(clips.get("g.dat").samples());
    assertThat(report.rejected()).extracting(RejectedFile::path).containsExactly("broken.mp3");
    assertThat(report.leftOut()).isEmpty();
  }

  private byte[] encoded(String name) throws IOException, InterruptedException {
    String program = Loader.load(ffmpeg.class);
    Path file = directory.resolve(name);
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    program,
                    "-loglevel",
                    "error",
                    "-nostdin",
                    "-y",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=frequency=440:duration=0.5:sample_rate=48000",
                    "-fflags",
                    "+bitexact",
                    file.toString()))
            .inheritIO();
    builder.environment().put("LD_LIBRARY_PATH", new File(program).getParent());
    assertThat(builder.start().waitFor()).isZero();
    return Files.readAllBytes(file);
  }

  private static Map<String, Clip> clips(Recordings recordings) throws IOException {
    Corpus corpus =
        Corpus.open(spark.sparkContext().hadoopConfiguration(), recordings.output().toString());
    List<CorpusRow> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      rows.addAll(corpus.read(group));
    }
    Map<String, Clip> clips = new LinkedHashMap<>();
    rows.forEach(row -> clips.put(row.key(), (Clip) row.content()));
    return clips;
  }
}
