package org.greedyinfomax.training;

import java.io.IOException;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Checkpoints;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunInput;

/**
 * How many rounds of a run are finished, as read without taking its lease.
 *
 * @param finished rounds of the checkpoint that it would go on from; 0 if it would begin anew
 * @param end rounds of the whole run, as far as it is decided which modules stop
 * @param planned rounds of the whole run if no module stops
 */
public record RunRounds(int finished, int end, int planned) {

  /**
   * Looks, and changes nothing.
   *
   * @param corpus path of the one that the run was started on
   * @throws IllegalArgumentException if the run was started on another corpus or imported, or could
   *     not go on
   */
  public static RunRounds of(RunDirectory run, String corpus) throws IOException {
    Recipe recipe = run.recipe();
    RunInput input = RunChecks.trainedInput(run);
    RunChecks.requireSameCorpus(run, input, corpus);
    Rounds rounds = RunChecks.roundsOf(recipe, input);
    Checkpoints.Found found = RunChecks.latest(run, recipe, rounds);
    return new RunRounds(
        found.checkpoint().map(Checkpoint::rounds).orElse(0),
        RunChecks.stops(run, recipe, input.frozen()).end(rounds.count()),
        rounds.count());
  }

  /** Whether nothing is left to train. */
  public boolean isAll() {
    return finished == end;
  }
}
