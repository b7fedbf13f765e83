package org.greedyinfomax.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a manifest from somebody else may name. */
final class RoundManifestTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../round-000012/replica-000-a.parquet",
        "round-000012/../x.parquet",
        "round-000012/replica-000-../x.parquet",
        "/round-000012/replica-000-a.parquet",
        "http://host/round-000012/replica-000-a.parquet",
        "replica-000-a.parquet",
        "round-000012/replica-000-a.parquet\n",
        "round-000012/replica-000-\u001b.parquet"
      })
  void aPartIsNamedAsPartsAre(String file) {
    assertThatThrownBy(() -> part(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "a replica's file must be named like round-000012/replica-000-ID.parquet, but is \"")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\n"));
  }

  @Test
  void whatIsWrittenIsAccepted() {
    String file = "round-1000012/replica-000-085eb686-7bd3-4dfd-b38c-e444cbb7643c.parquet";

    assertThat(part(file).file()).isEqualTo(file);
  }

  private static RoundManifest.Part part(String file) {
    return new RoundManifest.Part(0, file, 1, 10, List.of(1L));
  }
}
