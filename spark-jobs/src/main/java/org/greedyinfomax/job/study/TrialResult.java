package org.greedyinfomax.job.study;

import java.util.List;

/**
 * What came of a trial; a line of {@code trials.jsonl}. Numbers are NaN where they were not
 * measured.
 *
 * @param trial its name
 * @param settings texts {@code key=value} of the grid
 * @param seed of the recipe
 * @param rounds that were trained
 * @param stateHash SHA-256 that names the modules' states
 * @param cost what it took
 * @param losses of the modules, lowest first
 * @param accuracies of all labels, of the raw input first, then of the modules, lowest first
 */
public record TrialResult(
    String trial,
    List<String> settings,
    long seed,
    int rounds,
    String stateHash,
    Cost cost,
    List<Loss> losses,
    List<Accuracy> accuracies) {

  public TrialResult {
    settings = List.copyOf(settings);
    losses = List.copyOf(losses);
    accuracies = List.copyOf(accuracies);
  }

  /**
   * What a trial took.
   *
   * @param trainingSeconds while rounds went on that count
   * @param trainingCpuSeconds of this process in all its threads while it trained; NaN on a
   *     cluster, whose executors are other processes, and of a training that was interrupted
   * @param probingSeconds until all probes were done
   */
  public record Cost(double trainingSeconds, double trainingCpuSeconds, double probingSeconds) {}

  /**
   * A module's loss at the end.
   *
   * @param module its name
   * @param training mean over its last round, in nats
   * @param heldOut on held-out rows when it was last measured, in nats
   */
  public record Loss(String module, double training, double heldOut) {}

  /**
   * Accuracies of a linear classifier on a module's output, in [0, 1].
   *
   * @param module its name, or {@code raw} for what there is without a network
   * @param label what is told
   * @param trained on test rows, by the trained module, or by the raw input
   * @param untrained the same before the first step
   * @param chance share of the most frequent value among the test rows
   * @param tested how many test rows, or frames, there are
   */
  public record Accuracy(
      String module, String label, double trained, double untrained, double chance, long tested) {}
}
