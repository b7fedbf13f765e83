package org.greedyinfomax.training.replica;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.StageGroup;
import org.greedyinfomax.run.StoppingRounds;

/**
 * Which modules of a stage group learn in a round, and which only hand on their output, because
 * they are frozen or have stopped. Modules above the last that learns have nothing to do where
 * nobody reads what the group puts out.
 *
 * @param first index of the lowest module
 * @param end index after the highest that takes part
 * @param learning indices of those that learn, ascending
 */
public record RoundWork(int first, int end, List<Integer> learning) implements Serializable {

  public RoundWork {
    learning = List.copyOf(learning);
  }

  /**
   * The work of a group.
   *
   * @param isRead whether there is a group above
   */
  public static RoundWork of(
      StageGroup group, StoppingRounds stops, Rounds.Round round, boolean isRead) {
    List<Integer> learning = stops.learning(group, round);
    int end = learning.isEmpty() ? group.first() : learning.get(learning.size() - 1) + 1;
    return new RoundWork(group.first(), isRead ? group.end() : end, learning);
  }

  /** Whether there is nothing to compute. */
  public boolean isNone() {
    return first == end;
  }
}
