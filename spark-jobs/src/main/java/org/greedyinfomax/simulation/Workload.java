package org.greedyinfomax.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.StageGroup;

/**
 * The rounds of a training, as they were measured.
 *
 * @param groups lowest first
 * @param samples that a task trains on in a round
 * @param starting seconds that a round takes before its tasks compute, beside what grows with the
 *     number of tasks
 */
public record Workload(List<GroupWork> groups, long samples, double starting) {

  public Workload {
    Check.argument(!groups.isEmpty(), "a training has at least one group");
    Check.argument(
        samples >= 1 && starting >= 0,
        "a round needs samples, but has %d, and starts in %s seconds",
        samples,
        starting);
    groups = List.copyOf(groups);
  }

  /**
   * From what a run has noted.
   *
   * @param lines a line for each round of each group; the first round of each does not count
   * @throws IllegalArgumentException if a group has no second round, or if groups changed
   */
  public static Workload of(Recipe recipe, List<RoundMetrics> lines) {
    List<String> names = lines.stream().map(RoundMetrics::group).distinct().toList();
    List<ModuleSpec> modules = recipe.stack().modules();
    List<GroupWork> groups = new ArrayList<>();
    double starting = Double.MAX_VALUE;
    double read = 0;
    int module = 0;
    for (String name : names) {
      List<RoundMetrics> rounds =
          lines.stream().filter(line -> line.group().equals(name) && line.round() > 1).toList();
      Check.argument(
          !rounds.isEmpty(),
          "a simulation needs at least two rounds of %s: train longer, or with fewer"
              + " training.localSteps",
          name);
      int end = module + rounds.get(0).modules().size();
      Check.argument(
          end <= modules.size()
              && new StageGroup(module, end, module).name(recipe.stack()).equals(name),
          "a simulation needs a run of which every round trains all modules by one schedule, but"
              + " group %s does not follow module %d",
          name,
          module);
      double written = mean(rounds, line -> line.border().written()) / replicas(recipe);
      groups.add(group(recipe, name, rounds, module, end, read, written));
      starting = Math.min(starting, starting(rounds));
      read = written;
      module = end;
    }
    Check.argument(
        module == modules.size(),
        "a simulation needs a run of all modules in simultaneous order, but only %d of %d learned",
        module,
        modules.size());
    return new Workload(
        groups, (long) recipe.training().localSteps() * recipe.training().batchSize(), starting);
  }

  private static int replicas(Recipe recipe) {
    return recipe.training().replicas();
  }

  private static GroupWork group(
      Recipe recipe,
      String name,
      List<RoundMetrics> rounds,
      int first,
      int end,
      double read,
      double written) {
    long parameters = 0;
    for (int m = first; m < end; m++) {
      parameters += ModuleLayout.of(recipe.stack(), m).size();
    }
    return new GroupWork(
        name,
        mean(rounds, line -> line.seconds().reading()),
        mean(rounds, line -> line.seconds().computing()),
        mean(rounds, line -> line.seconds().writing()),
        read,
        written,
        parameters,
        mean(rounds, line -> line.seconds().averaging()) / replicas(recipe),
        mean(rounds, line -> line.seconds().committing()));
  }

  /** Of a round that did not wait for a slot: so the least. */
  private static double starting(List<RoundMetrics> rounds) {
    return Math.max(
        0,
        rounds.stream()
            .map(RoundMetrics::seconds)
            .mapToDouble(s -> s.running() - s.reading() - s.computing() - s.writing())
            .min()
            .orElseThrow());
  }

  private static double mean(List<RoundMetrics> rounds, ToDoubleFunction<RoundMetrics> part) {
    return rounds.stream().mapToDouble(part).average().orElseThrow();
  }

  /**
   * The same training with neighbouring groups put together.
   *
   * @param sizes how many of these groups make one, lowest first
   */
  public Workload grouped(List<Integer> sizes) {
    Check.argument(
        sizes.stream().mapToInt(Integer::intValue).sum() == groups.size()
            && sizes.stream().allMatch(size -> size >= 1),
        "groups of %s do not make %d",
        sizes,
        groups.size());
    List<GroupWork> larger = new ArrayList<>();
    int first = 0;
    for (int size : sizes) {
      GroupWork group = groups.get(first);
      for (GroupWork above : groups.subList(first + 1, first + size)) {
        group = group.with(above);
      }
      larger.add(group);
      first += size;
    }
    return new Workload(larger, samples, starting);
  }

  /** Bytes of the results of a round of every group. */
  public double resultBytes(int replicas) {
    return replicas * groups.stream().mapToDouble(GroupWork::bytesBroughtBack).sum();
  }

  /** All groups as one. */
  public Workload fused() {
    return grouped(List.of(groups.size()));
  }
}
