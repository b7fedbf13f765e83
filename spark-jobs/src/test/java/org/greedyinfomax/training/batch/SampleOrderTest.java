package org.greedyinfomax.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.training.batch.SampleOrder.Place;
import org.junit.jupiter.api.Test;

final class SampleOrderTest {

  private static final List<int[]> ROWS =
      List.of(rows(4), new int[] {0, 2, 5}, rows(0), rows(1), rows(6), rows(3));
  private static final int SIZE = 17;

  @Test
  void visitsEveryRecordingOnceInAnEpoch() {
    List<Place> all = new ArrayList<>();
    for (int g = 0; g < ROWS.size(); g++) {
      for (int row : ROWS.get(g)) {
        all.add(new Place(g, row));
      }
    }
    for (int together : new int[] {1, 2, 5, 6, 100}) {
      SampleOrder order = new SampleOrder(3, ROWS, together);
      assertThat(order.size()).isEqualTo(SIZE);
      for (int epoch = 0; epoch < 5; epoch++) {
        assertThat(order.places(epoch, 0, SIZE)).containsExactlyInAnyOrderElementsOf(all);
      }
    }
  }

  @Test
  void differsByEpochAndBySeed() {
    SampleOrder order = new SampleOrder(3, ROWS, 6);

    assertThat(order.places(0, 0, SIZE)).isNotEqualTo(order.places(1, 0, SIZE));
    assertThat(order.places(0, 0, SIZE))
        .isNotEqualTo(new SampleOrder(4, ROWS, 6).places(0, 0, SIZE));
  }

  @Test
  void isTheSameWhoeverAsksAndHoweverOften() throws Exception {
    SampleOrder order = new SampleOrder(3, ROWS, 2);
    List<Place> first = order.places(7, 0, SIZE);

    assertThat(order.places(3, 0, SIZE)).isNotEqualTo(first);
    assertThat(order.places(7, 0, SIZE)).isEqualTo(first);
    assertThat(JavaBytes.read(JavaBytes.of(order), SampleOrder.class).places(7, 0, SIZE))
        .isEqualTo(first);
  }

  @Test
  void givesAnyPartAsThatPartOfTheWhole() {
    for (int together : new int[] {1, 2, 6}) {
      SampleOrder order = new SampleOrder(11, ROWS, together);
      List<Place> whole = order.places(2, 0, SIZE);
      for (int from = 0; from <= SIZE; from++) {
        for (int count = 0; from + count <= SIZE; count++) {
          assertThat(order.places(2, from, count)).isEqualTo(whole.subList(from, from + count));
        }
      }
    }
  }

  /** Chi-square over the 24 orders of 4 recordings: mean 23, above 50 by chance 1 time in 1000. */
  @Test
  void makesAllOrdersEquallyLikelyWhenAllRowGroupsAreShuffledTogether() {
    SampleOrder order = new SampleOrder(5, List.of(rows(2), rows(1), rows(1)), 3);
    int epochs = 24_000;
    Map<List<Place>, Integer> counts = new HashMap<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      counts.merge(order.places(epoch, 0, 4), 1, Integer::sum);
    }

    double expected = epochs / 24.0;
    double chiSquare =
        counts.values().stream()
            .mapToDouble(count -> (count - expected) * (count - expected) / expected)
            .sum();
    assertThat(counts).hasSize(24);
    assertThat(chiSquare).isLessThan(50);
  }

  @Test
  void keepsNeighboursInFewRowGroups() {
    List<int[]> rows = IntStream.range(0, 12).mapToObj(g -> rows(5)).toList();
    SampleOrder order = new SampleOrder(9, rows, 3);

    List<Place> places = order.places(0, 0, 60);

    for (int start = 0; start < 60; start += 15) {
      assertThat(places.subList(start, start + 15).stream().map(Place::group).distinct())
          .as("row groups of the places from %d on", start)
          .hasSize(3);
    }
  }

  @Test
  void mixesTheRowGroupsOfAWindow() {
    List<int[]> rows = List.of(rows(50), rows(50), rows(50));

    List<Place> places = new SampleOrder(9, rows, 3).places(0, 0, 50);

    assertThat(places.stream().filter(place -> place.group() == 0).count()).isBetween(8L, 26L);
  }

  @Test
  void refusesPlacesBeyondTheEpoch() {
    assertThatThrownBy(() -> new SampleOrder(3, ROWS, 2).places(0, 16, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an epoch of 17 rows has none at 16 to 18");
    assertThatThrownBy(() -> new SampleOrder(3, ROWS, 0))
        .hasMessage("groupsTogether must be at least 1");
  }

  private static int[] rows(int count) {
    return IntStream.range(0, count).toArray();
  }
}
