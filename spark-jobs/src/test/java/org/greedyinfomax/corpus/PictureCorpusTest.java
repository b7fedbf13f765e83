package org.greedyinfomax.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.storage.Renewed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureCorpusTest {

  private static final ImageContents CONTENTS = new ImageContents(3, 5, 4, 0.25, 0.125);

  private final Configuration hadoop = new Configuration();
  @TempDir private Path parent;

  @Test
  void readsEveryPictureInOrder() throws IOException {
    Corpus corpus = write(2_000);

    List<CorpusRow> rows = new ArrayList<>();
    for (RowGroup group : corpus.rowGroups()) {
      rows.addAll(corpus.read(group));
    }

    assertThat(corpus.rowGroups()).hasSizeGreaterThan(1);
    assertThat(rows).hasSize(2_000);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).id()).isEqualTo(i);
      assertThat(rows.get(i).key()).isEqualTo("picture-" + i);
      assertThat(rows.get(i).labels()).containsExactly(Map.entry("class", "c" + i % 3));
      Picture found = (Picture) rows.get(i).content();
      assertThat(found.pixels()).isEqualTo(picture(i).pixels());
      assertThat(found.rows()).isEqualTo(picture(i).rows());
      assertThat(found.columns()).isEqualTo(40);
    }
  }

  @Test
  void readsLabelsWithoutPixels() throws IOException {
    Corpus corpus = write(3);

    assertThat(corpus.readLabels(corpus.rowGroups().get(0)))
        .startsWith(new RowLabels(0, "picture-0", Map.of("class", "c0")))
        .hasSize(3);
  }

  @Test
  void saysInTheManifestWhatItHolds() throws IOException {
    Corpus corpus = write(1);
    String manifest = Files.readString(parent.resolve("corpus/corpus.json"));

    assertThat(manifest)
        .contains("\"version\" : 4", "\"kind\" : \"images\"", "\"leastColumns\" : 4")
        .containsPattern("\"mean\" : \\[ 0.25, 0.5, 0.75 \\]");
    assertThat(corpus.manifest().contents()).isEqualTo(CONTENTS);
    assertThat(corpus.manifest().kind()).isEqualTo(ContentKind.IMAGES);
  }

  @Test
  void isRefusedWhereRecordingsAreNeeded() throws IOException {
    Corpus corpus = write(1);

    assertThatThrownBy(corpus::audio)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the corpus %s holds images, but recordings are needed: name a corpus of recordings",
            corpus.path());
  }

  @Test
  void refusesAManifestWithoutAChannelOrOfAnUnknownKind() throws IOException {
    write(1);
    Path file = parent.resolve("corpus/corpus.json");
    String whole = Files.readString(file);

    Files.writeString(file, Renewed.checked(whole.replace("[ 0.25, 0.5, 0.75 ]", "[ 0.25, 0.5 ]")));
    assertThatThrownBy(() -> Corpus.open(hadoop, file.getParent().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "mean and standardDeviation must have 3 channels, but are [0.25, 0.5] and");
    Files.writeString(file, Renewed.checked(whole.replace("\"images\"", "\"smells\"")));
    assertThatThrownBy(() -> Corpus.open(hadoop, file.getParent().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("is damaged", "smells", "[audio, images]");
  }

  private Corpus write(int pictures) throws IOException {
    String directory = parent.resolve("corpus").toString();
    List<String> labels = List.of("class");
    CorpusDirectory output =
        CorpusDirectory.claim(hadoop, directory, CorpusDirectory.Existing.REFUSE);
    try (ShardWriter writer = new ShardWriter(hadoop, directory, 0, ContentKind.IMAGES, labels)) {
      for (int i = 0; i < pictures; i++) {
        writer.write("picture-" + i, picture(i), Map.of("class", "c" + i % 3));
      }
      output.commit(
          new CorpusManifest(
              CorpusManifest.VERSION,
              CONTENTS,
              pictures,
              List.of(0.25, 0.5, 0.75),
              List.of(0.1, 0.2, 0.3),
              labels,
              List.of(writer.finish()),
              List.of("in"),
              0,
              Map.of(),
              0),
          List.of(),
          List.of(),
          List.of());
    }
    return Corpus.open(hadoop, directory);
  }

  private static Picture picture(int row) {
    int rows = 5 + row % 60;
    byte[] pixels = new byte[rows * 40 * 3];
    new Random(row).nextBytes(pixels);
    return new Picture(rows, 40, 3, pixels);
  }
}
