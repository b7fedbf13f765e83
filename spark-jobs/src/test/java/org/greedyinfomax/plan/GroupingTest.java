package org.greedyinfomax.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.greedyinfomax.config.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GroupingTest {

  @Test
  void cutsThreeModulesInFourWays() {
    assertThat(Grouping.all(3))
        .containsExactlyInAnyOrder(
            new Grouping(List.of(3)),
            new Grouping(List.of(1, 2)),
            new Grouping(List.of(2, 1)),
            new Grouping(List.of(1, 1, 1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12})
  void cutsOrDoesNotCutAboveEveryModuleButTheTopmost(int modules) {
    assertThat(Grouping.all(modules))
        .hasSize(1 << (modules - 1))
        .doesNotHaveDuplicates()
        .allMatch(grouping -> sum(grouping) == modules);
  }

  @Test
  void balancesSoThatTheSlowestGroupIsFastest() {
    assertThat(Grouping.balanced(new double[] {4, 1, 2, 1, 5}))
        .containsExactly(
            new Grouping(List.of(5)),
            new Grouping(List.of(3, 2)), // 7 and 6
            new Grouping(List.of(1, 3, 1)), // 4, 4 and 5
            new Grouping(List.of(1, 1, 2, 1)),
            new Grouping(List.of(1, 1, 1, 1, 1)));
  }

  @Test
  void isSpeltAsRecipesSpellIt() {
    assertThat(new Grouping(List.of(3))).hasToString("fused");
    assertThat(new Grouping(List.of(1, 1))).hasToString("pipelined");
    assertThat(new Grouping(List.of(2, 1))).hasToString("[[0, 1], [2]]");
  }

  @Test
  void becomesTheScheduleOfARecipe() {
    assertThat(new Grouping(List.of(3)).schedule()).isEqualTo(Schedule.of(Schedule.Kind.FUSED));
    assertThat(new Grouping(List.of(2, 1)).schedule())
        .isEqualTo(Schedule.of(List.of(List.of(0, 1), List.of(2))));
  }

  @Test
  void hasNoEmptyGroup() {
    assertThatThrownBy(() -> new Grouping(List.of(2, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a grouping needs groups of at least one module, but has [2, 0]");
  }

  private static int sum(Grouping grouping) {
    return grouping.sizes().stream().mapToInt(Integer::intValue).sum();
  }
}
