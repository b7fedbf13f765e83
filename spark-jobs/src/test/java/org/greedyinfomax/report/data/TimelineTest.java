package org.greedyinfomax.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.greedyinfomax.report.Page;
import org.greedyinfomax.report.SampleReport;
import org.junit.jupiter.api.Test;

final class TimelineTest {

  /** From second 2 to second 12: ten seconds, of which the lower group waits for one. */
  private static final List<LaneRound> ROUNDS =
      List.of(
          new LaneRound("lower", 0, 2, 0, 3, 0.5, 0.5, Traffic.NONE),
          new LaneRound("lower", 1, 6, 1, 4, 0.25, 0.75, new Traffic(4_000_000, 0, 3_000_000)),
          new LaneRound("upper", 0, 2, 4, 2, 0.75, 0.25, Traffic.NONE));

  @Test
  void countsWaitingAsNotBusy() {
    Timeline timeline = new Timeline(ROUNDS);

    assertThat(timeline.end()).isEqualTo(12);
    assertThat(timeline.busy(timeline.groups().get("lower"))).isEqualTo(0.9);
    assertThat(timeline.busy(timeline.groups().get("upper"))).isEqualTo(0.3);
  }

  @Test
  void addsUpTheGroupsThatAreBusyAtTheSameTime() {
    assertThat(new Timeline(ROUNDS).busyAtOnce()).isEqualTo(1.2);
  }

  @Test
  void isNotBusyWhileNothingTakesTime() {
    Timeline timeline =
        new Timeline(List.of(new LaneRound("idle", 0, 5, 0, 0, 0, 0, Traffic.NONE)));

    assertThat(timeline.busyAtOnce()).isEqualTo(0);
  }

  @Test
  void isToldInNumbersGroupByGroup() {
    Page page = new Page(SampleReport.ofTimeline(ROUNDS));

    assertThat(page.texts("//*[@id='times']/thead/tr[2]/th"))
        .containsExactly("waiting", "running", "averaging", "committing");
    assertThat(page.texts("//*[@id='times']/tbody/tr[1]/*"))
        .containsExactly("lower 2 rounds", "90.0 %", "0.50", "3.50", "0.38", "0.63");
    assertThat(page.texts("//*[@id='times']/tbody/tr[2]/*"))
        .containsExactly("upper 1 round", "30.0 %", "4.00", "2.00", "0.75", "0.25");
    assertThat(page.texts("//*[@id='traffic']/tbody/tr[1]/*"))
        .containsExactly("lower", "2.00 MB", "–", "1.50 MB");
    assertThat(page.texts("//*[@id='traffic']/tbody/tr[2]/*"))
        .containsExactly("upper", "–", "–", "–");
    assertThat(page.texts("//section[h2 = 'Where the time went']//figcaption").get(0))
        .contains("1.2 of 2 were busy at the same time");
  }
}
