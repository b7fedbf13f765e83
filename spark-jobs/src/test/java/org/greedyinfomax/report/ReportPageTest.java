package org.greedyinfomax.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReportPageTest {

  private static final String HOSTILE = "<script>alert(\"x\")</script> & 'y' <b>";

  @Test
  void showsEveryTextAsItIs() {
    ReportData data =
        new ReportData(
            HOSTILE,
            Map.of(HOSTILE, HOSTILE),
            List.of(new LossPoint(HOSTILE, 0, 0, 1, 0.5, 0.5)),
            2,
            List.of(new ProbeRow(HOSTILE, HOSTILE, 0.5, 0.5, 0.5, 0.5, 0.1)),
            List.of(new LaneRound(HOSTILE, 0, 0, 1, 1, 1, 1)),
            List.of(HOSTILE),
            List.of(HOSTILE));

    Page page = new Page(data);

    assertThat(page.texts("//script | //b")).isEmpty();
    assertThat(page.texts("//h1 | /html/head/title")).containsExactly(HOSTILE, HOSTILE);
    assertThat(page.texts("//*[@id='facts']//tr/*")).containsExactly(HOSTILE, HOSTILE);
    assertThat(page.texts("//*[@id='modules']/tbody//th")).containsExactly(HOSTILE);
    assertThat(page.texts("//*[@id='probes']/tbody//th")).containsExactly(HOSTILE);
    assertThat(page.texts("//*[@id='times']/tbody//th")).containsExactly(HOSTILE + " 1 round");
    assertThat(page.texts("//*[@class='lane']/text")).containsExactly(HOSTILE);
    assertThat(page.texts("//*[@id='time-text']").get(0)).startsWith(HOSTILE + ": ");
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
            "t", facts, List.of(), 1, List.of(), List.of(), List.of(), List.of("one", "two"));

    Page page = new Page(data);

    assertThat(page.texts("//*[@id='facts']//th")).containsExactly("corpus", "age", "branch");
    assertThat(page.texts("//*[@id='commands']")).containsExactly("one\ntwo");
  }

  @Test
  void leavesOutWhatThereIsNone() {
    ReportData data =
        new ReportData(
            "only a title", Map.of(), List.of(), 1, List.of(), List.of(), List.of(), List.of());

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
    assertThat(page.texts("//*[@id='probes']/tbody/tr[1]/*"))
        .containsExactly("conv", "75.0 %", "50.0 %", "–", "–");
    assertThat(page.texts("//*[@id='probes']/tbody/tr[2]/*"))
        .containsExactly("gru", "50.0 %", "–", "87.5 %", "25.0 %");
    assertThat(page.texts("//*[contains(@class, 'best')]")).containsExactly("75.0 %", "87.5 %");
    assertThat(page.texts("//*[@class='fill']/@style"))
        .containsExactly("width:75.0%", "width:50.0%", "width:50.0%", "width:87.5%", "width:25.0%");
    assertThat(page.texts("(//*[@class='chance'])[1]/@style")).containsExactly("left:10.0%");
  }

  @Test
  void setsNeighboursBesideTheLinearClassifierIfAnyWereAsked() {
    ReportData data =
        probes(
            new ProbeRow("conv", "voice", 0.75, 0.5, 0.625, 0.375, 0.1),
            new ProbeRow("gru", "voice", 0.5, 0.25, 0.6875, Double.NaN, 0.1),
            linear("gru", "word", 0.875, 0.25, 0.0625));

    Page page = new Page(data);

    assertThat(page.texts("//*[@id='probes']/thead/tr[2]/th"))
        .containsExactly("linear", "neighbours", "linear", "neighbours");
    assertThat(page.texts("//*[@id='probes']/thead/tr[3]/th")).hasSize(8);
    assertThat(page.texts("//*[@id='probes']/tbody/tr[1]/*"))
        .containsExactly("conv", "75.0 %", "50.0 %", "62.5 %", "37.5 %", "–", "–", "–", "–");
    assertThat(page.texts("//*[@id='probes']/tbody/tr[2]/*"))
        .containsExactly("gru", "50.0 %", "25.0 %", "68.8 %", "–", "87.5 %", "25.0 %", "–", "–");
    assertThat(page.texts("//*[contains(@class, 'best')]"))
        .containsExactly("75.0 %", "68.8 %", "87.5 %");
  }

  @Test
  void staysSmallAndRefersToNothingOutside() {
    List<LossPoint> losses = new ArrayList<>();
    List<LaneRound> rounds = new ArrayList<>();
    for (int module = 0; module < 20; module++) {
      for (int round = 0; round < 5000; round++) {
        losses.add(new LossPoint("module-" + module, round, 512L * round, 2, 0.5, 0.5));
        rounds.add(new LaneRound("group-" + module, round, 3.0 * round, 0.5, 2, 0.3, 0.2));
      }
    }

    String page =
        ReportPage.render(
            new ReportData("t", Map.of(), losses, 2, List.of(), rounds, List.of(), List.of()));

    assertThat(page.length()).isLessThan(400_000);
    assertThat(page).doesNotContain("href", "src=", "url(", "http:", "https:", "<script");
  }

  private static ReportData losses(double ceiling, LossPoint... losses) {
    return new ReportData(
        "t", Map.of(), List.of(losses), ceiling, List.of(), List.of(), List.of(), List.of());
  }

  private static ProbeRow linear(
      String module, String label, double trained, double untrained, double chance) {
    return new ProbeRow(module, label, trained, untrained, Double.NaN, Double.NaN, chance);
  }

  private static ReportData probes(ProbeRow... probes) {
    return new ReportData(
        "t", Map.of(), List.of(), 1, List.of(probes), List.of(), List.of(), List.of());
  }
}
