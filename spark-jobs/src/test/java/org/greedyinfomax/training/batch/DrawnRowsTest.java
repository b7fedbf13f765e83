package org.greedyinfomax.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.corpus.StratifiedDraw;
import org.greedyinfomax.training.SmallCorpus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of 26 rows, every other one is by the speaker ada. */
final class DrawnRowsTest {

  private static final int ROWS = 26;

  @TempDir private static Path folder;
  private static Corpus corpus;

  @BeforeAll
  static void writeCorpus() throws IOException {
    SmallCorpus.write(folder.resolve("corpus").toString(), 1);
    corpus = Corpus.open(new Configuration(), folder.resolve("corpus").toString());
  }

  /** So that what learns from labels can be compared with a probe of the same labels. */
  @Test
  void areThoseOfTheFirstDrawOfAProbe() throws IOException {
    List<String> keys = IntStream.range(0, ROWS).mapToObj(row -> "key-" + row).toList();
    List<Integer> classes = IntStream.range(0, ROWS).mapToObj(row -> row % 2).toList();
    int[] ranks = new StratifiedDraw(7, 0).ranks(keys, classes);

    Set<Long> expected =
        IntStream.range(0, ROWS)
            .filter(row -> ranks[row] < 3)
            .mapToObj(row -> (long) row)
            .collect(Collectors.toSet());

    DrawnRows drawn = DrawnRows.of(corpus, id -> true, "speaker", 3, 7);
    assertThat(drawn.ids()).isEqualTo(expected).hasSize(6);
    assertThat(drawn.note()).isEmpty();
  }

  @Test
  void areOnlyOfThoseThatMayBeDrawn() throws IOException {
    DrawnRows drawn = DrawnRows.of(corpus, id -> id < 8, "speaker", 3, 7);

    assertThat(drawn.ids()).hasSize(6).allMatch(id -> id < 8);
  }

  @Test
  void areAllOfAValueThatHasFewerWhichIsSaid() throws IOException {
    DrawnRows drawn = DrawnRows.of(corpus, id -> id % 2 == 0 || id == 5, "speaker", 3, 7);

    assertThat(drawn.ids()).hasSize(4).contains(5L);
    assertThat(drawn.note())
        .contains(
            "1 of 2 values of the label \"speaker\" have fewer than 3 rows to train on"
                + " (corpus.perClass), and give all that they have");
  }

  @Test
  void refuseANumberThatNoValueHas() {
    assertThatThrownBy(() -> DrawnRows.of(corpus, id -> true, "speaker", 14, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "corpus.perClass is 14, but no value of the label \"speaker\" has more than 13 rows to"
                + " train on: take fewer, or all");
  }
}
