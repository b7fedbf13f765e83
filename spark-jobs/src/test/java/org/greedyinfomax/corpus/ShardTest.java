package org.greedyinfomax.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest from somebody else may name. */
final class ShardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        "",
        "shard-0/../x.parquet",
        "/shard-0.parquet",
        "shard-0.parquet.",
        "other.parquet",
        "corpus.json",
        "http://host/shard-0.parquet",
        "file:shard-0.parquet",
        "shard-0\u001b[2J.parquet",
        "shard-0\n.parquet",
        "shard-0.parquet\n",
        "shard-\u202e0.parquet"
      })
  void isNamedAsShardsAre(String file) {
    assertThatThrownBy(() -> shard(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "a shard's file must be named like shard-00000-ID.parquet, but is \"")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\n", "\u202e"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "`x`", "a.b", "", "1st", "x\u001b[2J", "größe"})
  void labelColumnsHavePlainNames(String label) {
    assertThatThrownBy(() -> manifest(label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "a label column must be named with letters, digits and underscores, but is \"")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b"));
  }

  @Test
  void whatIsWrittenIsAccepted() {
    assertThat(manifest("speaker_2").shards()).hasSize(1);
  }

  private static CorpusManifest manifest(String label) {
    return new CorpusManifest(
        CorpusManifest.VERSION,
        new AudioContents(8_000, 100),
        1,
        List.of(0.0),
        List.of(1.0),
        List.of(label),
        List.of(shard("shard-00000-085eb686-7bd3-4dfd-b38c-e444cbb7643c.parquet")),
        List.of("sounds"),
        0,
        Map.of(),
        0);
  }

  private static Shard shard(String file) {
    StoredRowGroup group = new StoredRowGroup(1, List.of(2L, 3L, 4L), List.of(0L, 0L, 0L));
    return new Shard(file, 1, 10, "0".repeat(64), List.of(group), 0);
  }
}
