package org.greedyinfomax.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.corpus.AudioContents;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.corpus.ShardWriter;
import org.greedyinfomax.data.Clip;

/** A corpus of 26 short sounds in six shards of one row group each. */
public final class SmallCorpus {

  public static final int RECORDINGS = 26;
  public static final double MEAN = 0.01;
  public static final double DEVIATION = 0.2;

  private static final List<Integer> SHARDS = List.of(4, 5, 4, 5, 4, 4);
  private static final List<String> LABELS = List.of("speaker");

  private SmallCorpus() {}

  /** Writes the corpus; other {@code sounds} make another one of the same shape. */
  public static void write(String directory, long sounds) throws IOException {
    write(new Configuration(), directory, sounds);
  }

  /** Writes the corpus to a file system; other {@code sounds} make another one. */
  public static void write(Configuration hadoop, String directory, long sounds) throws IOException {
    CorpusDirectory output =
        CorpusDirectory.claim(hadoop, directory, CorpusDirectory.Existing.REFUSE);
    List<Shard> shards = new ArrayList<>();
    long samples = 0;
    int row = 0;
    for (int s = 0; s < SHARDS.size(); s++) {
      try (ShardWriter writer = new ShardWriter(hadoop, directory, s, ContentKind.AUDIO, LABELS)) {
        for (int i = 0; i < SHARDS.get(s); i++, row++) {
          short[] sound = sound(sounds, row);
          writer.write(
              "key-" + row,
              new Clip(8_000, sound),
              Map.of("speaker", row % 2 == 0 ? "ada" : "bob"));
          samples += sound.length;
        }
        shards.add(writer.finish());
      }
    }
    output.commit(
        new CorpusManifest(
            CorpusManifest.VERSION,
            new AudioContents(8_000, samples),
            RECORDINGS,
            List.of(MEAN),
            List.of(DEVIATION),
            LABELS,
            shards,
            List.of("sounds"),
            0,
            Map.of(),
            0),
        List.of(),
        List.of(),
        List.of());
  }

  /** Recording {@code row}: of 200 to 950 samples, so that some are shorter than a crop. */
  public static short[] sound(long sounds, int row) {
    Random random = new Random(1_000 * sounds + row);
    short[] sound = new short[200 + 30 * row];
    double pitch = 0.05 + 0.3 * random.nextDouble();
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (short) (8_000 * Math.sin(pitch * i) + 2_000 * random.nextGaussian());
    }
    return sound;
  }
}
