package org.greedyinfomax.training;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.StageGroup;

/**
 * The states that stage groups have reached, kept until every group has come as far: lower groups
 * run ahead, and a checkpoint is of one round.
 */
final class History {

  private final StackSpec stack;
  private final Checkpoint start;
  private final List<StageGroup> groups;
  private final List<TreeMap<Integer, List<ModuleState>>> reached = new ArrayList<>();

  /** Begins where all groups are at the same round. */
  History(StackSpec stack, Checkpoint start, List<StageGroup> groups) {
    this.stack = stack;
    this.start = start;
    this.groups = groups;
    for (StageGroup group : groups) {
      TreeMap<Integer, List<ModuleState>> states = new TreeMap<>();
      states.put(start.rounds(), start.states().subList(group.firstTrained(), group.end()));
      reached.add(states);
    }
  }

  /**
   * Adds what a group has reached.
   *
   * @param group its place
   * @param rounds that it has finished
   * @param trained states of its modules that are not frozen, also of those that have stopped
   */
  synchronized void add(int group, int rounds, List<ModuleState> trained) {
    reached.get(group).put(rounds, trained);
    int common = commonRounds();
    reached.forEach(states -> states.headMap(common).clear());
  }

  /** Rounds that every group has finished. */
  synchronized int commonRounds() {
    return reached.stream().mapToInt(TreeMap::lastKey).min().orElseThrow();
  }

  /** All states after {@link #commonRounds}. */
  synchronized Checkpoint common() {
    int rounds = commonRounds();
    List<ModuleState> states = new ArrayList<>(start.states());
    for (int g = 0; g < groups.size(); g++) {
      int m = groups.get(g).firstTrained();
      for (ModuleState state : reached.get(g).get(rounds)) {
        states.set(m++, state);
      }
    }
    return Checkpoint.of(stack, rounds, states);
  }
}
