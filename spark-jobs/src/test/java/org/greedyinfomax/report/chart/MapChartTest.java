package org.greedyinfomax.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.report.Page;
import org.greedyinfomax.report.SampleReport;
import org.greedyinfomax.report.data.EmbeddingMap;
import org.greedyinfomax.report.data.EmbeddingMap.Dot;
import org.greedyinfomax.report.data.Learned;
import org.junit.jupiter.api.Test;

final class MapChartTest {

  /** A line of legend is 30 high, and 10 are left below it; a title takes 34: maps begin at 74. */
  @Test
  void placesDotsAsFarApartAsTheyAreBothWays() {
    Page page = page(map("voice", 2, "conv", new Dot("a", 0, 0), new Dot("b", 10, 5)));

    // 0.94 of 350 for 10, around (5, 2.5), which is in the middle of 350 x 262: 32.9 a unit.
    assertThat(page.texts("//*[@class='map']//path/@d"))
        .containsExactly("M10.5 287.3h0", "M339.5 122.8h0");
  }

  @Test
  void tellsValuesApartByColourAndThenByShape() {
    Dot[] dots =
        IntStream.range(0, 8).mapToObj(value -> new Dot("v" + value, value, 0)).toArray(Dot[]::new);

    Page page = page(map("voice", 8, "conv", dots));

    assertThat(page.texts("//*[contains(@class, 'legend')]/text"))
        .containsExactly("v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7");
    assertThat(page.texts("//*[contains(@class, 'legend')]/@class"))
        .startsWith("legend c0")
        .endsWith("legend c5", "legend c0", "legend c1");
    assertThat(page.texts("//*[contains(@class, 'legend')]/path/@class"))
        .containsExactly("discs", "discs", "discs", "discs", "discs", "discs", "boxes", "boxes");
    assertThat(page.texts("//*[@class='map']/*[@class='c1']/title")).containsExactly("v1", "v7");
  }

  @Test
  void showsNoMoreValuesThanCanBeToldApartAndSaysSo() {
    Dot[] dots =
        IntStream.range(0, 15)
            .mapToObj(value -> new Dot("v%02d".formatted(value), value, 0))
            .toArray(Dot[]::new);

    Page page = page(map("speaker", 251, "conv", dots));

    assertThat(page.texts("//*[contains(@class, 'legend')]/text"))
        .hasSize(12)
        .doesNotContain("v12");
    assertThat(page.texts("//figcaption"))
        .containsExactly("15 rows, coloured by speaker: the 12 most frequent of its 251 values.");
  }

  @Test
  void showsTheLowestAndTheHighestOfManyModules() {
    List<EmbeddingMap> maps = new ArrayList<>();
    for (int m = 0; m < 20; m++) {
      maps.add(map("voice", 1, "m" + m, new Dot("a", 0, 0)));
    }

    Page page = page(maps.toArray(EmbeddingMap[]::new));

    assertThat(page.texts("//*[@class='heading']"))
        .containsExactly("m0", "m3", "m7", "m11", "m15", "m19");
  }

  @Test
  void saysHowMuchOfTheVarianceEachMapShows() {
    Page page = page(map("voice", 1, "conv", new Dot("a", 0, 0)));

    assertThat(page.texts("//*[@class='map']/text")).containsExactly("conv", "25.0 %");
  }

  /** As of a module that has collapsed. */
  @Test
  void drawsDotsThatAreAllTheSameInTheMiddle() {
    Page page = page(map("voice", 1, "conv", new Dot("a", 3, 3), new Dot("a", 3, 3)));

    assertThat(page.texts("//*[@class='map']//path/@d"))
        .containsExactly("M175.0 205.0h0M175.0 205.0h0");
  }

  private static EmbeddingMap map(String label, int distinct, String module, Dot... dots) {
    return new EmbeddingMap(label, distinct, module, 0.25, List.of(dots));
  }

  private static Page page(EmbeddingMap... maps) {
    Learned learned =
        new Learned(List.of(), List.of(), List.of(), "Of corpus.", List.of(maps), Optional.empty());
    return new Page(SampleReport.ofLearned(learned));
  }
}
