package org.greedyinfomax.training;

import java.util.List;
import java.util.Optional;
import org.greedyinfomax.activation.Border;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.StageGroup;

/**
 * A phase of a run, in which the same stage groups are at work, as it begins.
 *
 * @param groups that are at work in it, lowest first
 * @param borders between them, one fewer
 * @param earlyStopping what is decided about who learns
 * @param start states of all modules
 */
record Phase(
    List<StageGroup> groups, List<Border> borders, EarlyStopping earlyStopping, Checkpoint start) {

  /** Where a group's input comes from; empty for the lowest, which reads the corpus. */
  Optional<Border> below(int place) {
    return place == 0 ? Optional.empty() : Optional.of(borders.get(place - 1));
  }

  /** Where a group's output goes; empty for the topmost, whose output nobody reads. */
  Optional<Border> above(int place) {
    return place == borders.size() ? Optional.empty() : Optional.of(borders.get(place));
  }

  /** The states of all modules of a group. */
  List<ModuleState> states(int place) {
    StageGroup group = groups.get(place);
    return start.states().subList(group.first(), group.end());
  }
}
