package org.greedyinfomax.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StratifiedDrawTest {

  private static final int ROWS = 60;

  private final List<String> keys = IntStream.range(0, ROWS).mapToObj(i -> "key" + i).toList();
  private final List<String> classes =
      IntStream.range(0, ROWS).mapToObj(i -> i % 3 == 0 ? "yes" : "no").toList();

  @Test
  void takesAsManyOfEachClass() {
    int[] ranks = new StratifiedDraw(7, 0).ranks(keys, classes);

    for (int n : List.of(1, 3, 10)) {
      assertThat(rows(ranks, n).stream().filter(row -> row % 3 == 0)).hasSize(n);
      assertThat(rows(ranks, n).stream().filter(row -> row % 3 != 0)).hasSize(n);
    }
  }

  @Test
  void theRowsOfMoreLabelsContainThoseOfFewer() {
    int[] ranks = new StratifiedDraw(7, 2).ranks(keys, classes);

    assertThat(rows(ranks, 3)).containsAll(rows(ranks, 1));
    assertThat(rows(ranks, 10)).containsAll(rows(ranks, 3));
  }

  @Test
  void isTheSameForTheSameSeedAndAnotherForEveryDrawAndSeed() {
    int[] ranks = new StratifiedDraw(7, 0).ranks(keys, classes);

    assertThat(new StratifiedDraw(7, 0).ranks(keys, classes)).isEqualTo(ranks);
    assertThat(new StratifiedDraw(7, 1).ranks(keys, classes)).isNotEqualTo(ranks);
    assertThat(new StratifiedDraw(8, 0).ranks(keys, classes)).isNotEqualTo(ranks);
  }

  /** Runs draw by this order: another would train them on others. */
  @Test
  void neverChangesItsOrder() {
    assertThat(rows(new StratifiedDraw(2, 0).ranks(keys, classes), 2))
        .containsExactly(14, 18, 45, 50);
  }

  @Test
  void dependsNeitherOnTheOrderOfRowsNorOnThoseThatAreMissing() {
    List<Integer> some =
        IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).filter(i -> i % 5 != 0).boxed().toList();
    int[] ranks = new StratifiedDraw(7, 0).ranks(keys, classes);

    int[] ofSome =
        new StratifiedDraw(7, 0)
            .ranks(some.stream().map(keys::get).toList(), some.stream().map(classes::get).toList());

    for (int i = 0; i < ofSome.length; i++) {
      for (int j = 0; j < ofSome.length; j++) {
        if (classes.get(some.get(i)).equals(classes.get(some.get(j)))) {
          assertThat(Integer.signum(ofSome[i] - ofSome[j]))
              .isEqualTo(Integer.signum(ranks[some.get(i)] - ranks[some.get(j)]));
        }
      }
    }
  }

  @Test
  void refusesWhatItCannotDraw() {
    assertThatThrownBy(() -> new StratifiedDraw(7, -1))
        .hasMessage("draw must be at least 0, but is -1");
    assertThatThrownBy(() -> new StratifiedDraw(7, 0).ranks(keys, List.of("yes")))
        .hasMessage("60 keys need as many classes, but there are 1");
  }

  private static Set<Integer> rows(int[] ranks, int perClass) {
    return IntStream.range(0, ranks.length)
        .filter(row -> ranks[row] < perClass)
        .boxed()
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }
}
