package org.greedyinfomax.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.Test;

final class WorkloadTest {

  private final Recipe recipe = SmallRecipe.with("training.replicas=2", "training.localSteps=5");

  @Test
  void isTheMeanOfAllRoundsButTheFirst() {
    Workload workload =
        Workload.of(
            recipe,
            List.of(
                line(1, "conv1-conv2", 100, 200, "conv1", "conv2"),
                line(1, "gru", 100, 0, "gru"),
                line(2, "conv1-conv2", 3, 200, "conv1", "conv2"),
                line(2, "gru", 2, 0, "gru"),
                line(3, "conv1-conv2", 5, 200, "conv1", "conv2"),
                line(3, "gru", 2, 0, "gru")));

    int parameters =
        ModuleLayout.of(recipe.stack(), 0).size() + ModuleLayout.of(recipe.stack(), 1).size();
    assertThat(workload.samples()).isEqualTo(5L * recipe.training().batchSize());
    assertThat(workload.starting()).isEqualTo(0.5);
    assertThat(workload.groups().get(0))
        .isEqualTo(new GroupWork("conv1-conv2", 1, 4, 0.25, 0, 100, parameters, 0.0625, 0.75));
    assertThat(workload.groups().get(1).bytesRead()).isEqualTo(100);
  }

  @Test
  void joinsGroupsThatHandOnInMemory() {
    Workload workload = new Workload(List.of(group("a", 1), group("b", 2), group("c", 4)), 1, 0);

    assertThat(workload.grouped(List.of(1, 2)).groups())
        .containsExactly(group("a", 1), new GroupWork("b-c", 0.5, 6, 0.25, 10, 20, 18, 0.25, 0.75));
    assertThat(workload.fused().groups().get(0).name()).isEqualTo("a-c");
    assertThat(workload.resultBytes(10)).isEqualTo(10 * 12 * 21);
    assertThatThrownBy(() -> workload.grouped(List.of(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("groups of [1, 1] do not make 3");
  }

  @Test
  void needsASecondRound() {
    assertThatThrownBy(() -> Workload.of(recipe, List.of(line(1, "conv1", 1, 0, "conv1"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a simulation needs at least two rounds of conv1: train longer, or with fewer"
                + " training.localSteps");
  }

  @Test
  void needsARunThatTrainsAllModulesAtOnce() {
    List<RoundMetrics> lines =
        List.of(line(1, "conv1", 1, 0, "conv1"), line(2, "conv1", 1, 0, "conv1"));

    assertThatThrownBy(() -> Workload.of(recipe, lines))
        .hasMessage(
            "a simulation needs a run of all modules in simultaneous order, but only 1 of 3"
                + " learned");
    List<RoundMetrics> others = new ArrayList<>(lines);
    others.add(line(2, "conv1-conv2", 1, 0, "conv1"));
    assertThatThrownBy(() -> Workload.of(recipe, others))
        .hasMessageContaining("group conv1-conv2 does not follow module 1");
  }

  private static GroupWork group(String name, double scale) {
    return new GroupWork(name, 0.5, scale, 0.25, 10, 20, (long) (3 * scale), 0.125, 0.75);
  }

  private static RoundMetrics line(
      int round, String group, double computing, long written, String... modules) {
    return new RoundMetrics(
        round,
        3,
        group,
        5 * round,
        20L * round,
        1,
        Arrays.stream(modules)
            .map(module -> new RoundMetrics.Module(module, 1, 1, 1, 1, false))
            .toList(),
        new RoundMetrics.Seconds(0, 10, 0, computing + 1.75, 1, computing, 0.25, 0.125, 0.75),
        new RoundMetrics.Border(1, 2, written, written));
  }
}
