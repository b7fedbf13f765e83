package org.greedyinfomax.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.greedyinfomax.report.Accuracies;
import org.greedyinfomax.report.Page;
import org.greedyinfomax.report.SampleReport;
import org.greedyinfomax.report.data.AccuracyPoint;
import org.greedyinfomax.report.data.Learned;
import org.greedyinfomax.report.data.ProbeRow;
import org.junit.jupiter.api.Test;

final class AccuracyChartTest {

  /** 20 to 80 %, so the axis runs from 0 (y = 344) to 80 (y = 40): 3.8 for each percent. */
  @Test
  void beginsEachCurveWithTheUntrainedModuleAndKeepsItDotted() {
    Page page = page(point(5, "conv1x", 0.5, 0.4, 0.2), point(10, "conv1x", 0.8, 0.4, 0.2));

    assertThat(page.texts("//polyline/@points"))
        .containsExactly("56.0,192.0 340.0,154.0 624.0,40.0");
    assertThat(page.texts("//*[@class='control']/@d")).containsExactly("M56 192.0H624");
    assertThat(page.texts("//*[@class='ceiling']/@y1")).containsExactly("268.0");
    assertThat(page.texts("//svg/text[contains(., 'chance')]")).containsExactly("chance: 20.0");
  }

  @Test
  void drawsOneChartForEachLabelAndOneCurveForEachModule() {
    Page page =
        page(
            point(5, "conv", 0.5, 0.4, 0.2),
            point(5, "gru", 0.6, 0.4, 0.2),
            new AccuracyPoint(
                5,
                new ProbeRow(
                    "conv",
                    "word",
                    Accuracies.of(0.3),
                    Accuracies.of(0.2),
                    Double.NaN,
                    Double.NaN,
                    0.1)));

    assertThat(page.texts("//desc"))
        .containsExactly(
            "conv: from 40.0 to 50.0 %; gru: from 40.0 to 60.0 %; chance: 20.0.",
            "conv: from 20.0 to 30.0 %; chance: 10.0.");
    assertThat(page.texts("//desc/@id")).containsExactly("accuracy-text", "accuracy-2-text");
  }

  @Test
  void hasNoControlWhereNoneWasMeasured() {
    Page page = page(point(5, "raw", 0.5, Double.NaN, 0.2));

    assertThat(page.texts("//*[@class='control']")).isEmpty();
    assertThat(page.texts("//desc")).containsExactly("raw: from 50.0 to 50.0 %; chance: 20.0.");
  }

  private static AccuracyPoint point(
      int rounds, String module, double trained, double untrained, double chance) {
    return new AccuracyPoint(
        rounds,
        new ProbeRow(
            module,
            "voice",
            Accuracies.of(trained),
            Accuracies.of(untrained),
            Double.NaN,
            Double.NaN,
            chance));
  }

  private static Page page(AccuracyPoint... points) {
    Learned learned =
        new Learned(List.of(), List.of(points), List.of(), "", List.of(), Optional.empty());
    return new Page(SampleReport.ofLearned(learned));
  }
}
