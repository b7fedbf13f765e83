package org.greedyinfomax.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.report.Page;
import org.greedyinfomax.report.SampleReport;
import org.greedyinfomax.report.data.FirstLayer;
import org.greedyinfomax.report.data.Learned;
import org.junit.jupiter.api.Test;

final class FirstLayerTest {

  @Test
  void drawsGreyFiltersWithZeroInTheMiddle() {
    Page page =
        page(new FirstLayer.Patches(1, 3, 1, List.of(List.of(2f, 0f, -2f), List.of(0f, 0f, 0f))));

    assertThat(page.texts("//*[@class='filter']/rect/@fill"))
        .containsExactly("#ffffff", "#808080", "#000000", "#808080", "#808080", "#808080");
    assertThat(page.texts("//*[@class='filter'][1]/rect/@x"))
        .containsExactly("3.0", "21.0", "39.0");
    assertThat(page.texts("//*[@class='filter'][2]/rect[1]/@x")).containsExactly("63.0");
    assertThat(page.texts("//figcaption").get(0)).startsWith("2 filters of 1 × 3 pixels.");
  }

  @Test
  void drawsColouredFiltersInTheirColours() {
    Page page = page(new FirstLayer.Patches(1, 1, 3, List.of(List.of(1f, 0f, -1f))));

    assertThat(page.texts("//*[@class='filter']/rect/@fill")).containsExactly("#ff8000");
  }

  @Test
  void drawsNoMoreFiltersThanFitAndSaysSo() {
    Page page = page(new FirstLayer.Patches(1, 1, 1, Collections.nCopies(100, List.of(1f))));

    assertThat(page.texts("//*[@class='filter']")).hasSize(FilterChart.MOST_FILTERS);
    assertThat(page.texts("//figcaption").get(0)).startsWith("The first 96 of 100 filters");
  }

  /** A difference of neighbours lets through {@code 2 sin(ω/2)}. */
  @Test
  void computesTheResponseOfADifference() {
    FrequencyResponse response = new FrequencyResponse(List.of(1f, -1f), 40);

    assertThat(response.peak()).isEqualTo(39);
    double lowest = Math.sin(Math.PI / 160);
    double highest = Math.sin(79 * Math.PI / 160);
    assertThat(response.share(0)).isCloseTo(lowest / highest, within(1e-12));
  }

  @Test
  void findsThePeakOfATone() {
    Float[] taps = new Float[64];
    for (int t = 0; t < taps.length; t++) {
      taps[t] = (float) Math.cos(Math.PI * 10.5 / 40 * t);
    }

    assertThat(new FrequencyResponse(List.of(taps), 40).peak()).isEqualTo(10);
  }

  @Test
  void letsAFilterOfZerosThroughNothing() {
    assertThat(new FrequencyResponse(List.of(0f, 0f), 40).share(3)).isZero();
  }

  @Test
  void sortsFiltersOfSoundsByTheirPeaks() {
    Page page = page(new FirstLayer.Taps(8000, List.of(List.of(1f, -1f), List.of(1f, 1f))));

    // The darkest cells: of the sum at the bottom left, of the difference at the top right.
    List<String> darkest = page.texts("//*[@class='level'][last()]/@d");
    assertThat(darkest.get(0)).startsWith("M64.0 354h318.0v-8").contains("M382.0 42h318.0v-8");
    assertThat(page.texts("//*[@class='tick end']"))
        .containsExactly("0", "1000", "2000", "3000", "4000");
    assertThat(page.texts("//figcaption").get(0))
        .startsWith("What filters of 2 samples at 8000 Hz let through: a column for each, sorted");
  }

  @Test
  void takesEvenlyFromTooManyFiltersOfSounds() {
    assertThat(page(SampleReport.taps(512)).texts("//figcaption").get(0))
        .contains("a column for each of 128, evenly taken from 512,");
  }

  @Test
  void refusesFiltersOfUnlikeSizes() {
    assertThatThrownBy(() -> new FirstLayer.Taps(8000, List.of(List.of(1f), List.of(1f, 2f))))
        .hasMessage("all filters must have 1 weights, but one has 2");
    assertThatThrownBy(() -> new FirstLayer.Patches(2, 2, 1, List.of(List.of(1f))))
        .hasMessage("all filters must have 4 weights, but one has 1");
    assertThatThrownBy(() -> new FirstLayer.Patches(2, 2, 2, List.of(List.of(1f))))
        .hasMessage(
            "filters of pictures need rows, columns and 1 or 3 channels, but have 2, 2 and 2");
    assertThatThrownBy(() -> new FirstLayer.Taps(8000, List.of()))
        .hasMessage("a first layer needs filters, but has none");
  }

  private static Page page(FirstLayer layer) {
    Learned learned =
        new Learned(List.of(), List.of(), List.of(), "", List.of(), Optional.of(layer));
    return new Page(SampleReport.ofLearned(learned));
  }
}
