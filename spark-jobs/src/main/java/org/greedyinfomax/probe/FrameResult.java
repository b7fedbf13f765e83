package org.greedyinfomax.probe;

/**
 * How well a linear classifier reads labels of single frames off a module's frames, in utterances
 * that it was not fitted to.
 *
 * @param module name, or {@code raw} for MFCC, whose share stands where those of trained modules
 *     stand
 * @param trained share of test frames told right, of the trained encoder, in [0, 1]
 * @param untrained the same of the encoder before its first step; NaN if there is none
 * @param chance share of the most frequent label among the test frames
 * @param classes different labels
 * @param trainFrames the classifier was fitted to
 * @param testFrames it was judged on
 */
public record FrameResult(
    String module,
    double trained,
    double untrained,
    double chance,
    int classes,
    long trainFrames,
    long testFrames) {

  /** The same, beside what the untrained encoder comes to. */
  FrameResult beside(FrameResult untrainedResult) {
    return new FrameResult(
        module, trained, untrainedResult.trained, chance, classes, trainFrames, testFrames);
  }
}
