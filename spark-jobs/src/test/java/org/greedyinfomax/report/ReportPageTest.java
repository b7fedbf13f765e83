package org.greedyinfomax.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.report.curve.LabelledCurve;
import org.greedyinfomax.report.curve.LabelledCurve.Kind;
import org.greedyinfomax.report.curve.LabelledCurve.Point;
import org.greedyinfomax.report.data.AccuracyPoint;
import org.greedyinfomax.report.data.EmbeddingMap;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.report.data.Learned;
import org.greedyinfomax.report.data.LossPoint;
import org.greedyinfomax.report.data.Opening;
import org.greedyinfomax.report.data.ProbeRow;
import org.greedyinfomax.report.data.ReportData;
import org.greedyinfomax.report.data.Traffic;
import org.greedyinfomax.report.nuisance.NuisanceRow;
import org.junit.jupiter.api.Test;

final class ReportPageTest {

  private static final String HOSTILE = "<script>alert(\"x\")</script> & 'y' <b>";
  private static final ProbeRow HOSTILE_ROW =
      new ProbeRow(HOSTILE, HOSTILE, Accuracies.of(0.5), Accuracies.of(0.5), 0.5, 0.5, 0.1);

  @Test
  void opensWithASentenceAndAPicture() {
    String page =
        ReportPage.render(
            new ReportData(
                "t",
                new Opening("5 < 6", List.of("gim & co"), List.of("<svg></svg>\n"), "<svg></svg>"),
                Map.of("a", "b"),
                List.of(),
                List.of(),
                1,
                Learned.NOTHING,
                List.of(),
                List.of(),
                List.of()));

    assertThat(page)
        .containsSubsequence(
            "<h1>t</h1>\n<section class=\"opening\"",
            "<p>5 &lt; 6</p>",
            "<pre id=\"next\"><code>gim &amp; co</code></pre>",
            "<div class=\"panels\">\n<svg></svg>\n</div>",
            "<h2>What was trained</h2>");
  }

  @Test
  void showsEveryTextAsItIs() {
    ReportData data =
        new ReportData(
            HOSTILE,
            Opening.NONE,
            Map.of(HOSTILE, HOSTILE),
            List.of(new LossPoint(HOSTILE, 0, 0, 1, 0.5, 0.5)),
            List.of(),
            2,
            new Learned(
                List.of(HOSTILE_ROW),
                List.of(new AccuracyPoint(1, HOSTILE_ROW)),
                List.of(
                    new LabelledCurve(
                        HOSTILE, HOSTILE, Kind.RAW, 0.5, List.of(new Point(1, "1", 1, 1, 1)))),
                HOSTILE,
                List.of(
                    new EmbeddingMap(
                        HOSTILE, 1, HOSTILE, 0.5, List.of(new EmbeddingMap.Dot(HOSTILE, 0, 0)))),
                Optional.empty()),
            List.of(new LaneRound(HOSTILE, 0, 0, 1, 1, 1, 1, Traffic.NONE)),
            List.of(HOSTILE),
            List.of(HOSTILE));

    Page page = new Page(data);

    assertThat(page.texts("//script | //b")).isEmpty();
    assertThat(page.texts("//h1 | /html/head/title")).containsExactly(HOSTILE, HOSTILE);
    assertThat(page.texts("//*[@id='facts']//tr/*")).containsExactly(HOSTILE, HOSTILE);
    assertThat(page.texts("//*[@id='modules']/tbody//th")).containsExactly(HOSTILE);
    assertThat(shares(page, "//*[@id='probes']/tbody//th")).containsExactly(HOSTILE);
    assertThat(page.texts("//*[@id='times']/tbody//th")).containsExactly(HOSTILE + " 1 round");
    assertThat(page.texts("//*[@class='lane']/text")).containsExactly(HOSTILE);
    assertThat(page.texts("//*[@id='time-text']").get(0)).startsWith(HOSTILE + ": ");
    assertThat(page.texts("//*[@id='accuracy-text']").get(0)).startsWith(HOSTILE + ": ");
    assertThat(page.texts("//*[@id='map-text']").get(0)).startsWith(HOSTILE + ": 1 dots");
    assertThat(page.texts("//*[@class='map']//title")).containsExactly(HOSTILE);
    assertThat(page.texts("//section/p[contains(., 'PCA')]").get(0)).startsWith(HOSTILE);
    assertThat(page.texts("//*[@class='warnings']//li")).containsExactly("⚠ " + HOSTILE);
    assertThat(page.texts("//*[@id='commands']")).containsExactly(HOSTILE);
  }

  @Test
  void showsFactsInTheirOrderAndCommandsLineByLine() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("corpus", "speech");
    facts.put("age", "7");
    facts.put("branch", "main");
    ReportData data =
        new ReportData(
            "t",
            Opening.NONE,
            facts,
            List.of(),
            List.of(),
            1,
            Learned.NOTHING,
            List.of(),
            List.of(),
            List.of("one", "two"));

    Page page = new Page(data);

    assertThat(page.texts("//*[@id='facts']//th")).containsExactly("corpus", "age", "branch");
    assertThat(page.texts("//*[@id='commands']")).containsExactly("one\ntwo");
  }

  @Test
  void leavesOutWhatThereIsNone() {
    ReportData data =
        new ReportData(
            "only a title",
            Opening.NONE,
            Map.of(),
            List.of(),
            List.of(),
            1,
            Learned.NOTHING,
            List.of(),
            List.of(),
            List.of());

    Page page = new Page(data);

    assertThat(page.texts("//h1")).containsExactly("only a title");
    assertThat(page.texts("//section | //svg | //table | //pre")).isEmpty();
  }

  @Test
  void endsEachModuleWithItsBoundOnInformation() {
    double ceiling = Math.log(11);
    ReportData data =
        losses(
            ceiling,
            new LossPoint("conv", 0, 10, 2.3, 0.1, 0.5),
            new LossPoint("gru", 0, 10, 2.2, 0.2, 0.4),
            new LossPoint("conv", 1, 20, 1.398, 0.625, 0.25),
            new LossPoint("gru", 1, 20, 2.5, 0.09, 0.125));

    Page page = new Page(data);

    assertThat(page.texts("//*[@id='modules']/tbody/tr[1]/*"))
        .containsExactly("conv", "1.398", "1.000", "62.5 %", "0.250");
    assertThat(page.texts("//*[@id='modules']/tbody/tr[2]/*"))
        .containsExactly("gru", "2.500", "−0.102", "9.0 %", "0.125");
  }

  /** Of 63 negatives, and of all others 10. */
  @Test
  void measuresAModuleWithItsOwnNegativesAgainstItsOwnGuessing() {
    ReportData data =
        new ReportData(
            "t",
            Opening.NONE,
            Map.of(),
            List.of(
                new LossPoint("conv", 0, 10, 1.398, 0.1, 0.5),
                new LossPoint("gru", 0, 10, 1.159, 0.2, 0.4)),
            List.of(),
            Math.log(11),
            Map.of("gru", Math.log(64)),
            Learned.NOTHING,
            List.of(),
            List.of(),
            List.of());

    Page page = new Page(data);

    assertThat(page.texts("//*[@id='modules']/tbody/tr/td[2]")).containsExactly("1.000", "3.000");
    assertThat(page.texts("//figcaption").get(0))
        .contains(
            "Modules with other numbers of negatives have dotted lines for it: gru\u00a04.159.");
    assertThat(page.texts("//*[@class='control']")).hasSize(1);
  }

  @Test
  void showsTheLossOnHeldOutRowsBesideTheOther() {
    ReportData data =
        new ReportData(
            "t",
            Opening.NONE,
            Map.of(),
            List.of(new LossPoint("conv", 1, 10, 2, 0.1, 0.5)),
            List.of(
                new LossPoint("conv", 5, 50, 1.75, 0.1, 0.5),
                new LossPoint("conv", 10, 100, 1.5, 0.1, 0.5)),
            2,
            Learned.NOTHING,
            List.of(),
            List.of(),
            List.of());

    Page page = new Page(data);

    assertThat(page.texts("//*[@id='loss-text']").get(0)).startsWith("conv: from 2.000 to 2.000");
    assertThat(page.texts("//*[@id='validation-text']").get(0))
        .startsWith("conv: from 1.750 to 1.500 nats");
    assertThat(Plots.of(data)).containsOnlyKeys("loss", "validation");
  }

  @Test
  void flagsAModuleThatHasCollapsed() {
    ReportData data =
        losses(
            2,
            new LossPoint("sound", 0, 0, 1, 0.5, 0.001),
            new LossPoint("fallen", 0, 0, 2, 0.1, 0.0009));

    Page page = new Page(data);

    assertThat(page.texts("//*[@id='modules']//tr[@class='collapsed']/th"))
        .containsExactly("fallen ⚠\u00a0collapsed");
  }

  @Test
  void setsTrainedBesideUntrainedForEachLabel() {
    ReportData data =
        probes(
            linear("conv", "voice", 0.75, 0.5, 0.1),
            linear("gru", "voice", 0.5, Double.NaN, 0.1),
            linear("gru", "word", 0.875, 0.25, 0.0625));

    Page page = new Page(data);

    assertThat(page.texts("//*[@id='probes']/thead/tr[1]/th"))
        .containsExactly("Module", "voice chance 10.0 %", "word chance 6.3 %");
    assertThat(shares(page, "//*[@id='probes']/tbody/tr[1]/*"))
        .containsExactly("conv", "75.0 %", "50.0 %", "–", "–");
    assertThat(shares(page, "//*[@id='probes']/tbody/tr[2]/*"))
        .containsExactly("gru", "50.0 %", "–", "87.5 %", "25.0 %");
    assertThat(shares(page, "//*[contains(@class, 'best')]")).containsExactly("75.0 %", "87.5 %");
    assertThat(page.texts("//*[@class='fill']/@style"))
        .containsExactly("width:75.0%", "width:50.0%", "width:50.0%", "width:87.5%", "width:25.0%");
    assertThat(page.texts("(//*[@class='chance'])[1]/@style")).containsExactly("left:10.0%");
  }

  @Test
  void setsNeighboursBesideTheLinearClassifierIfAnyWereAsked() {
    ReportData data =
        probes(
            new ProbeRow(
                "conv", "voice", Accuracies.of(0.75), Accuracies.of(0.5), 0.625, 0.375, 0.1),
            new ProbeRow(
                "gru", "voice", Accuracies.of(0.5), Accuracies.of(0.25), 0.6875, Double.NaN, 0.1),
            linear("gru", "word", 0.875, 0.25, 0.0625));

    Page page = new Page(data);

    assertThat(page.texts("//*[@id='probes']/thead/tr[2]/th"))
        .containsExactly("linear", "neighbours", "linear", "neighbours");
    assertThat(page.texts("//*[@id='probes']/thead/tr[3]/th")).hasSize(8);
    assertThat(shares(page, "//*[@id='probes']/tbody/tr[1]/*"))
        .containsExactly("conv", "75.0 %", "50.0 %", "62.5 %", "37.5 %", "–", "–", "–", "–");
    assertThat(shares(page, "//*[@id='probes']/tbody/tr[2]/*"))
        .containsExactly("gru", "50.0 %", "25.0 %", "68.8 %", "–", "87.5 %", "25.0 %", "–", "–");
    assertThat(shares(page, "//*[contains(@class, 'best')]"))
        .containsExactly("75.0 %", "68.8 %", "87.5 %");
  }

  @Test
  void saysHowSureAnAccuracyIsAndWithWhatPenalty() {
    Page page = new Page(probes(linear("conv", "voice", 0.75, Double.NaN, 0.1)));

    assertThat(page.texts("//*[@id='probes']/tbody/tr[1]/td[1]/small"))
        .containsExactly("70.0–80.0", "penalty 1e-04");
    assertThat(page.texts("//*[@id='probes']/tbody/tr[1]/td[2]")).containsExactly("–");
  }

  @Test
  void showsHowWellItCanBeReadOffModulesHowRowsWereRecorded() {
    Page page =
        new Page(
            SampleReport.ofLearned(
                new Learned(
                    List.of(),
                    List.of(
                        new NuisanceRow("raw", "level", 0.875, Double.NaN),
                        new NuisanceRow("raw", "noise", 0.5, Double.NaN),
                        new NuisanceRow("gru", "level", 0.25, 0.75),
                        new NuisanceRow("gru", "noise", -1.5, 1)),
                    List.of(),
                    List.of(),
                    "",
                    List.of(),
                    Optional.empty())));

    assertThat(page.texts("//*[@id='nuisances']/thead/tr[1]/th"))
        .containsExactly("Module", "level", "noise");
    assertThat(page.texts("//*[@id='nuisances']/tbody/tr[1]/*"))
        .containsExactly("raw", "0.88", "–", "0.50", "–");
    assertThat(page.texts("//*[@id='nuisances']/tbody/tr[2]/*"))
        .containsExactly("gru", "0.25", "0.75", "−1.50", "1.00");
  }

  @Test
  void staysSmallAndRefersToNothingOutside() {
    String page = ReportPage.render(SampleReport.large());

    assertThat(page.length()).isLessThan(1_500_000);
    assertThat(page).doesNotContain("href", "src=", "url(", "http:", "https:", "<script");
  }

  /** What is named by an id must not be something else elsewhere. */
  @Test
  void givesEachIdOnce() {
    List<String> ids = new Page(SampleReport.large()).texts("//@id");

    assertThat(ids).doesNotHaveDuplicates().contains("loss-title", "map-2-title");
  }

  private static ReportData losses(double ceiling, LossPoint... losses) {
    return SampleReport.ofLosses(ceiling, losses);
  }

  /** Texts of cells without what stands below an accuracy. */
  private static List<String> shares(Page page, String path) {
    return page.texts(path).stream().map(text -> text.replaceFirst("(?s)(?<= %).*", "")).toList();
  }

  private static ProbeRow linear(
      String module, String label, double trained, double untrained, double chance) {
    return new ProbeRow(
        module,
        label,
        Accuracies.of(trained),
        Accuracies.of(untrained),
        Double.NaN,
        Double.NaN,
        chance);
  }

  private static ReportData probes(ProbeRow... probes) {
    return SampleReport.ofLearned(Learned.ofProbes(List.of(probes)));
  }
}
