package org.greedyinfomax.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.greedyinfomax.report.Page;
import org.greedyinfomax.report.SampleReport;
import org.greedyinfomax.report.curve.LabelledCurve;
import org.greedyinfomax.report.curve.LabelledCurve.Kind;
import org.greedyinfomax.report.curve.LabelledCurve.Point;
import org.greedyinfomax.report.data.Learned;
import org.junit.jupiter.api.Test;

final class LabelChartTest {

  /** 20 to 80 %, so the axis runs from 0 (y = 344) to 80 (y = 40): 3.8 for each percent. */
  @Test
  void drawsMeansOverALogarithmicAxisAndABandFromTheWorstDrawToTheBest() {
    Page page =
        page(
            curve("conv1x", Kind.MODULE, point(1, 0.3, 0.2, 0.4), point(10, 0.5, 0.4, 0.6)),
            curve("conv2x", Kind.MODULE, point(100, 0.8, 0.8, 0.8)));

    assertThat(page.texts("//polyline/@points"))
        .containsExactly("56.0,230.0 340.0,154.0", "624.0,40.0");
    assertThat(page.texts("//polygon[@class='band']/@points"))
        .containsExactly("340.0,192.0 56.0,268.0 56.0,192.0 340.0,116.0");
    assertThat(page.texts("//svg/text[@class='tick middle']")).containsExactly("1", "10", "100");
    assertThat(page.texts("//*[@class='ceiling']/@y1")).containsExactly("268.0");
  }

  @Test
  void dashesWhatModulesAreComparedWith() {
    Page page =
        page(
            curve("conv", Kind.MODULE, point(1, 0.3, 0.2, 0.4)),
            curve("raw", Kind.RAW, point(1, 0.3, 0.2, 0.4)),
            curve("gru", Kind.MODULE, point(1, 0.3, 0.2, 0.4)),
            curve("gru untrained", Kind.UNTRAINED, point(1, 0.3, 0.2, 0.4)),
            curve("from scratch", Kind.SUPERVISED, point(1, 0.3, 0.2, 0.4)),
            curve("fine-tuned", Kind.FINE_TUNED, point(1, 0.3, 0.2, 0.4)));

    assertThat(page.texts("//*[starts-with(@class, 'curve ')]/@class"))
        .containsExactly(
            "curve c0",
            "curve of-raw",
            "curve c1",
            "curve of-untrained",
            "curve of-supervised",
            "curve of-fine-tuned");
    assertThat(page.texts("//polyline/@class"))
        .containsExactly(
            "line", "line baseline", "line", "line baseline", "line baseline", "line baseline");
  }

  @Test
  void saysInWordsWhereEachLineBeginsAndEnds() {
    Page page = page(curve("gru", Kind.MODULE, point(1, 0.3, 0.2, 0.4), point(10, 0.5, 0.4, 0.6)));

    assertThat(page.texts("//desc"))
        .containsExactly("gru: from 30.0 % of 1 to 50.0 % of 10 labels; chance: 20.0.");
    assertThat(page.texts("//desc/@id")).containsExactly("labels-text");
  }

  @Test
  void refusesAccuraciesThatDoNotRise() {
    assertThatThrownBy(() -> point(1, 0.3, 0.4, 0.2))
        .hasMessage("accuracies must rise from 0 to 1, but are 0.4 and 0.2");
  }

  private static Point point(int perClass, double mean, double lowest, double highest) {
    return new Point(perClass, Integer.toString(perClass), mean, lowest, highest);
  }

  private static LabelledCurve curve(String name, Kind kind, Point... points) {
    return new LabelledCurve("word", name, kind, 0.2, List.of(points));
  }

  private static Page page(LabelledCurve... curves) {
    Learned learned =
        new Learned(List.of(), List.of(), List.of(curves), "", List.of(), Optional.empty());
    return new Page(SampleReport.ofLearned(learned));
  }
}
