package org.greedyinfomax.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.ImageContents;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.corpus.ShardWriter;
import org.greedyinfomax.data.Picture;

/** A corpus of 26 small pictures in six shards of one row group each. */
public final class SmallPictures {

  static final int ROWS = 13;
  static final int COLUMNS = 15;
  static final List<Double> MEANS = List.of(0.4, 0.5, 0.6);
  static final List<Double> DEVIATIONS = List.of(0.25, 0.25, 0.25);

  private static final List<Integer> SHARDS = List.of(4, 5, 4, 5, 4, 4);
  private static final List<String> LABELS = List.of("speaker");

  private SmallPictures() {}

  /** Writes the corpus. */
  public static void write(String directory) throws IOException {
    Configuration hadoop = new Configuration();
    CorpusDirectory output =
        CorpusDirectory.claim(hadoop, directory, CorpusDirectory.Existing.REFUSE);
    List<Shard> shards = new ArrayList<>();
    int row = 0;
    for (int s = 0; s < SHARDS.size(); s++) {
      try (ShardWriter writer = new ShardWriter(hadoop, directory, s, ContentKind.IMAGES, LABELS)) {
        for (int i = 0; i < SHARDS.get(s); i++, row++) {
          writer.write("key-" + row, picture(row), Map.of("speaker", row % 2 == 0 ? "ada" : "bob"));
        }
        shards.add(writer.finish());
      }
    }
    output.commit(
        new CorpusManifest(
            CorpusManifest.VERSION,
            new ImageContents(Picture.COLOUR, ROWS, COLUMNS, 0.5, 0.25),
            row,
            MEANS,
            DEVIATIONS,
            LABELS,
            shards,
            List.of("pictures"),
            0,
            Map.of(),
            0),
        List.of(),
        List.of(),
        List.of());
  }

  /** Stripes, with noise. */
  static Picture picture(int row) {
    Random random = new Random(row);
    byte[] pixels = new byte[ROWS * COLUMNS * Picture.COLOUR];
    int period = 2 + random.nextInt(5);
    for (int i = 0; i < pixels.length; i++) {
      int column = i / Picture.COLOUR % COLUMNS;
      pixels[i] = (byte) (column / period % 2 * 150 + random.nextInt(100));
    }
    return new Picture(ROWS, COLUMNS, Picture.COLOUR, pixels);
  }
}
