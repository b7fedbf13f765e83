package org.greedyinfomax.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.report.Page;
import org.greedyinfomax.report.SampleReport;
import org.greedyinfomax.report.data.LossPoint;
import org.junit.jupiter.api.Test;

final class LineChartTest {

  /** The ceiling 2 and the losses make the axis run from 0 (y = 344) to 2 (y = 40). */
  @Test
  void drawsEachPointWhereItsAxesSay() {
    Page page =
        page(
            2,
            new LossPoint("conv1x", 0, 100, 2, 0, 0),
            new LossPoint("conv1x", 1, 200, 1, 0, 0),
            new LossPoint("conv1x", 2, 400, 0, 0, 0));

    // 720 wide, less 30 and 6 letters of 11 to the right, less 56 to the left: 568 for 400 samples.
    assertThat(page.texts("//polyline/@points"))
        .containsExactly("198.0,40.0 340.0,192.0 624.0,344.0");
    assertThat(page.texts("//*[@class='ceiling']/@y1")).containsExactly("40.0");
    assertThat(page.texts("//*[@class='tick end']"))
        .containsExactly("0", "0.5", "1.0", "1.5", "2.0");
    assertThat(page.texts("//*[@class='tick middle']"))
        .containsExactly("0", "100", "200", "300", "400");
  }

  @Test
  void goesByRoundsWhenSamplesAreUnknown() {
    Page page = page(2, new LossPoint("m", 0, 0, 1, 0, 0), new LossPoint("m", 10, 0, 1, 0, 0));

    assertThat(page.texts("//*[@class='name middle']")).containsExactly("round");
    assertThat(page.texts("//*[@class='tick middle']"))
        .containsExactly("0", "2", "4", "6", "8", "10");
  }

  @Test
  void goesBySamplesWhenTheyAreKnown() {
    Page page = page(2, new LossPoint("m", 3, 25_000, 1, 0, 0));

    assertThat(page.texts("//*[@class='name middle']")).containsExactly("samples seen");
    assertThat(page.texts("//*[@class='tick middle']"))
        .containsExactly("0", "5k", "10k", "15k", "20k", "25k");
  }

  @Test
  void labelsEachCurveAtItsEndAndTellsItInWords() {
    Page page =
        page(
            2.5,
            new LossPoint("lower", 0, 1, 2.25, 0, 0),
            new LossPoint("lower", 1, 2, 1.5, 0, 0),
            new LossPoint("a-module-with-a-long-name", 0, 1, 2, 0, 0));

    assertThat(page.texts("//*[@class='label']")).containsExactly("lower", "a-module-with-a…");
    assertThat(page.texts("//*[@class='curve c0']/title"))
        .containsExactly("lower: from 2.250 to 1.500 nats");
    assertThat(page.texts("//desc"))
        .containsExactly(
            "lower: from 2.250 to 1.500 nats; "
                + "a-module-with-a-long-name: from 2.000 to 2.000 nats; guessing: 2.50.");
    assertThat(page.texts("//svg/@role")).containsExactly("img");
  }

  @Test
  void thinsLongCurvesButKeepsBothEnds() {
    List<LossPoint> losses = new ArrayList<>();
    for (int round = 0; round <= 1000; round++) {
      losses.add(new LossPoint("conv1x", round, 0, 2 - round / 1000.0, 0, 0));
    }

    String points = page(2, losses.toArray(LossPoint[]::new)).texts("//polyline/@points").get(0);

    assertThat(points.split(" ", -1)).hasSizeBetween(100, 241);
    assertThat(points).startsWith("56.0,40.0 ").endsWith(" 624.0,344.0");
  }

  private static Page page(double ceiling, LossPoint... losses) {
    return new Page(SampleReport.ofLosses(ceiling, losses));
  }
}
