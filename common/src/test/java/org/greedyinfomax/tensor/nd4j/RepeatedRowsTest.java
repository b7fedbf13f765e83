package org.greedyinfomax.tensor.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RepeatedRowsTest {

  private record Call(int size, List<Integer> sources, List<Integer> targets) {}

  private static List<Call> calls(int most, int... rows) {
    List<Call> calls = new ArrayList<>();
    RepeatedRows.of(rows)
        .forEachGroup(
            most,
            (size, sources, targets) -> calls.add(new Call(size, list(sources), list(targets))));
    return calls;
  }

  private static List<Integer> list(int[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  @Test
  void takesGroupsOfPowersOfTwoLargeOnesFirst() {
    assertThat(calls(100, 7, 3, 7, 3, 7, 0))
        .containsExactly(
            new Call(2, List.of(1, 3, 0, 2), List.of(3, 7)),
            new Call(1, List.of(5, 4), List.of(0, 7)));
  }

  @Test
  void cutsWhatIsMoreThanFits() {
    assertThat(calls(2, 4, 4, 4, 4, 4, 9, 9))
        .containsExactly(
            new Call(2, List.of(0, 1), List.of(4)),
            new Call(2, List.of(5, 6), List.of(9)),
            new Call(2, List.of(2, 3), List.of(4)),
            new Call(1, List.of(4), List.of(4)));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 5, 100", "40, 1, 7", "500, 9, 1", "500, 40, 64", "500, 40, 1000"})
  void givesEverySourceToItsTargetOnce(int sources, int targets, int most) {
    Random random = new Random(sources + targets + most);
    int[] rows = random.ints(sources, 0, targets).toArray();
    int[] given = new int[sources];
    Arrays.fill(given, -1);

    for (Call call : calls(most, rows)) {
      assertThat(call.sources()).hasSize(call.size() * call.targets().size());
      assertThat(call.sources()).hasSizeLessThanOrEqualTo(most);
      assertThat(call.targets()).isSorted().doesNotHaveDuplicates();
      for (int i = 0; i < call.sources().size(); i++) {
        int source = call.sources().get(i);
        assertThat(given[source]).isEqualTo(-1);
        given[source] = call.targets().get(i / call.size());
      }
    }
    assertThat(given).isEqualTo(rows);
  }
}
