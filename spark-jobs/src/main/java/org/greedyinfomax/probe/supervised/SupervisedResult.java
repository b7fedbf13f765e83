package org.greedyinfomax.probe.supervised;

/**
 * The accuracy of the classifier that a supervised run has learned itself; no other is fitted.
 *
 * @param run its directory
 * @param label that it learned, and is judged by
 * @param module the topmost, whose classifier it is
 * @param modules of the run: one if it was trained from end to end
 * @param perClass recordings of each class that it learned from, or {@link
 *     org.greedyinfomax.config.LabelsPerClass#ALL}
 * @param recordings that it learned from
 * @param isTuned whether it began with the weights of another run
 * @param accuracy share of test recordings that it classifies correctly, in [0, 1]
 * @param testRecordings that it was judged on
 */
public record SupervisedResult(
    String run,
    String label,
    String module,
    int modules,
    int perClass,
    long recordings,
    boolean isTuned,
    double accuracy,
    long testRecordings) {

  /** What it is called beside others: how it was trained, and of how many modules if of several. */
  public String name() {
    String name = isTuned ? "fine-tuned" : "supervised";
    return modules == 1 ? name : name + " (" + modules + ")";
  }
}
