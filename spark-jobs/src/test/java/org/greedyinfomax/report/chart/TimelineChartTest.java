package org.greedyinfomax.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.report.Page;
import org.greedyinfomax.report.SampleReport;
import org.greedyinfomax.report.data.LaneRound;
import org.greedyinfomax.report.data.Traffic;
import org.junit.jupiter.api.Test;

final class TimelineChartTest {

  @Test
  void hasALaneForEachGroupFromTheLowestDown() {
    Page page =
        page(
            new LaneRound("lower", 0, 0, 0, 1, 1, 1, Traffic.NONE),
            new LaneRound("middle", 0, 0, 1, 1, 1, 1, Traffic.NONE),
            new LaneRound("lower", 1, 3, 0, 1, 1, 1, Traffic.NONE),
            new LaneRound(
                "a-group-of-modules-with-a-name-that-is-far-too-long",
                0,
                0,
                1,
                1,
                1,
                1,
                Traffic.NONE));

    assertThat(page.texts("//*[@class='lane']/text"))
        .containsExactly("lower", "middle", "a-group-of-modules-with-a-name-that-is-far-too-…");
    assertThat(page.texts("//*[@class='lane']/text/@y")).containsExactly("63.0", "121.0", "179.0");
    assertThat(page.texts("//*[@class='lane'][1]/*[@class='round']")).hasSize(2);
    assertThat(page.texts("//*[@class='lane'][2]/*[@class='round']")).hasSize(1);
  }

  /** The axis runs from second 0 (x = 30) to second 10 (x = 690): 66 for each. */
  @Test
  void drawsPhasesOneAfterAnotherWhereTheAxisSays() {
    Page page = page(new LaneRound("conv", 7, 1, 2, 4, 2, 1, Traffic.NONE));

    assertThat(page.texts(lane(1) + "*[@class='waiting']/@d")).containsExactly("M96.0 82H228.0");
    assertThat(page.texts(lane(1) + "rect/@class"))
        .containsExactly("running", "averaging", "committing");
    assertThat(page.texts(lane(1) + "rect/@x")).containsExactly("228.0", "492.0", "624.0");
    assertThat(page.texts(lane(1) + "rect/@width")).containsExactly("264.0", "132.0", "66.0");
    assertThat(page.texts("//*[@class='tick middle']"))
        .containsExactly("0", "2", "4", "6", "8", "10");
    assertThat(page.texts("//*[@class='name middle']")).containsExactly("seconds since the start");
  }

  @Test
  void letsRoundsOverlapThatOverlappedInTime() {
    Page page =
        page(
            new LaneRound("lower", 0, 0, 0, 4, 0, 0, Traffic.NONE),
            new LaneRound("lower", 1, 4, 0, 6, 0, 0, Traffic.NONE),
            new LaneRound("upper", 0, 0, 4, 3, 0, 0, Traffic.NONE));

    assertThat(page.texts(lane(1) + "rect/@x")).containsExactly("30.0", "294.0");
    assertThat(page.texts(lane(2) + "rect/@x")).containsExactly("294.0");
    assertThat(page.texts(lane(2) + "rect/@width")).containsExactly("198.0");
  }

  @Test
  void drawsNoBlockWhereAGroupWaits() {
    Page page = page(new LaneRound("conv", 0, 0, 9, 0, 0, 0, Traffic.NONE));

    assertThat(page.texts(lane(1) + "*[@class='waiting']")).hasSize(1);
    assertThat(page.texts(lane(1) + "rect")).isEmpty();
  }

  @Test
  void tellsPhasesApartByMoreThanTheirColours() {
    Page page = page(new LaneRound("conv", 0, 0, 1, 1, 1, 1, Traffic.NONE));

    assertThat(page.texts("//*[@class='legend']/text"))
        .containsExactly("waiting", "running", "averaging", "committing");
    assertThat(page.texts("//*[@class='legend']/rect/@height")).containsExactly("20", "14", "8");
    assertThat(page.texts(lane(1) + "rect/@height")).containsExactly("20", "14", "8");
  }

  @Test
  void isToldInWords() {
    Page page =
        page(
            new LaneRound("lower", 0, 0, 1, 6.5, 0.5, 1, Traffic.NONE),
            new LaneRound("upper", 0, 0, 8, 1, 0.5, 0.5, Traffic.NONE));

    assertThat(page.texts("//desc"))
        .containsExactly(
            "lower: 1 round from 0.0 to 9.0 seconds, busy for 80.0 % of all the time; "
                + "upper: 1 round from 0.0 to 10.0 seconds, busy for 20.0 % of all the time.");
    assertThat(page.texts("(//*[@class='round'])[1]/title"))
        .containsExactly(
            "round 0, waiting 1.00 s, running 6.50 s, averaging 0.50 s, committing 1.00 s");
    assertThat(page.texts("//svg/@role")).containsExactly("img");
  }

  @Test
  void drawsAllRoundsOfAShortRunAndDoesNotSayOtherwise() {
    Page page = page(rounds("conv", TimelineChart.MOST_ROUNDS, 1));

    assertThat(page.texts("//*[@class='round']")).hasSize(TimelineChart.MOST_ROUNDS);
    assertThat(page.texts("//figcaption").get(0)).doesNotContain("last part");
  }

  @Test
  void drawsOnlyTheEndOfALongRunAndSaysSo() {
    Page page = page(rounds("conv", 5000, 2));

    assertThat(page.texts("//*[@class='round']/title")).hasSize(TimelineChart.MOST_ROUNDS);
    assertThat(page.texts("(//*[@class='round'])[last()]/title").get(0)).startsWith("round 4999,");
    assertThat(page.texts("//figcaption").get(0))
        .endsWith(
            "Only the last part is drawn, from second 9952 to 10000; the table counts all rounds.");
    assertThat(page.texts("//*[@id='times']/tbody//th")).containsExactly("conv 5000 rounds");
    assertThat(page.texts("//*[@class='tick middle']"))
        .containsExactly("9960", "9970", "9980", "9990", "10000");
  }

  /** The fast group leaves the last 24 seconds to draw; the slow one's round began before them. */
  @Test
  void cutsRoundsThatBeganBeforeWhatIsDrawn() {
    List<LaneRound> rounds = new ArrayList<>(List.of(rounds("fast", 100, 1)));
    rounds.add(new LaneRound("slow", 0, 0, 50, 38, 12, 0, Traffic.NONE));

    Page page = page(rounds.toArray(LaneRound[]::new));

    assertThat(page.texts(lane(2) + "*[@class='waiting']")).isEmpty();
    assertThat(page.texts(lane(2) + "rect/@x")).containsExactly("30.0", "360.0");
    assertThat(page.texts(lane(2) + "rect/@width")).containsExactly("330.0", "330.0");
  }

  @Test
  void saysWhenAGroupEndedThatHasNoRoundInWhatIsDrawn() {
    List<LaneRound> rounds = new ArrayList<>();
    rounds.add(new LaneRound("early", 0, 0, 0, 10, 1, 1, Traffic.NONE));
    rounds.addAll(List.of(rounds("late", 100, 1)));

    Page page = page(rounds.toArray(LaneRound[]::new));

    assertThat(page.texts("//*[@class='lane'][1]/text"))
        .containsExactlyInAnyOrder("early", "ended after 12 seconds");
    assertThat(page.texts(lane(1) + "rect")).isEmpty();
  }

  /** Rounds one right after another, each of so many seconds, a quarter of them waiting. */
  private static LaneRound[] rounds(String group, int count, double seconds) {
    LaneRound[] rounds = new LaneRound[count];
    for (int i = 0; i < count; i++) {
      rounds[i] =
          new LaneRound(
              group, i, i * seconds, seconds / 4, seconds / 2, 0, seconds / 4, Traffic.NONE);
    }
    return rounds;
  }

  private static String lane(int number) {
    return "//*[@class='lane'][" + number + "]/*[@class='round']/";
  }

  private static Page page(LaneRound... rounds) {
    return new Page(SampleReport.ofTimeline(List.of(rounds)));
  }
}
