package org.greedyinfomax.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * The rounds after which modules stop learning before the end of their run (early stopping), as far
 * as they are decided.
 *
 * @param after for every module of the stack the round after which it learns no more; {@link
 *     Integer#MAX_VALUE} if it learns to the end
 */
public record StoppingRounds(List<Integer> after) {

  private static final int NEVER = Integer.MAX_VALUE;

  public StoppingRounds {
    after = List.copyOf(after);
  }

  /** None stops. */
  public static StoppingRounds none(int modules) {
    return new StoppingRounds(Collections.nCopies(modules, NEVER));
  }

  /**
   * What the last line of {@code validation.jsonl} says.
   *
   * @param frozen modules at the bottom that do not learn at all
   * @param last none before the first measurement
   */
  public static StoppingRounds of(StackSpec stack, int frozen, Optional<ValidatedRound> last) {
    List<String> names = stack.modules().stream().map(ModuleSpec::name).toList();
    List<Integer> after = new ArrayList<>(Collections.nCopies(names.size(), NEVER));
    Collections.fill(after.subList(0, frozen), 0);
    for (ValidatedRound.Module module : last.map(ValidatedRound::modules).orElse(List.of())) {
      if (module.hasStopped()) {
        after.set(names.indexOf(module.name()), module.stoppedAfter());
      }
    }
    return new StoppingRounds(after);
  }

  /** The modules of a group that learn in a round, ascending. */
  public List<Integer> learning(StageGroup group, Rounds.Round round) {
    return IntStream.range(group.firstTrained(), group.end())
        .filter(m -> round.number() < after.get(m))
        .boxed()
        .toList();
  }

  /** Of that many finished rounds those in which module {@code m} could learn. */
  int roundsOf(int m, int finished) {
    return Math.min(finished, after.get(m));
  }

  /**
   * The round after which none learns any more.
   *
   * @param planned rounds of the run
   */
  public int end(int planned) {
    return Math.min(planned, Collections.max(after));
  }
}
