package org.greedyinfomax.probe.result;

/**
 * The accuracies of linear classifiers that predict labels of single frames from a module's frames,
 * on recordings that they were not fitted to.
 *
 * @param module name, or {@code raw} for MFCC, whose share stands where those of trained modules
 *     stand
 * @param trained share of test frames classified correctly, of the trained encoder, in [0, 1]
 * @param untrained the same of the encoder before its first step; NaN if there is none
 * @param trainedInterval of 95 % around the share of the trained encoder, as if neighbouring frames
 *     had nothing to do with each other
 * @param untrainedInterval the same of the encoder before its first step
 * @param trainedRegParam weight of the classifier's penalty, of the trained encoder
 * @param untrainedRegParam the same of the encoder before its first step; NaN if there is none
 * @param chance share of the most frequent label among the test frames
 * @param classes different labels
 * @param trainFrames the classifier was fitted to
 * @param testFrames it was judged on
 */
public record FrameResult(
    String module,
    double trained,
    double untrained,
    Interval trainedInterval,
    Interval untrainedInterval,
    double trainedRegParam,
    double untrainedRegParam,
    double chance,
    int classes,
    long trainFrames,
    long testFrames) {

  /** The same, beside what the untrained encoder comes to. */
  public FrameResult beside(FrameResult untrainedResult) {
    return new FrameResult(
        module,
        trained,
        untrainedResult.trained,
        trainedInterval,
        untrainedResult.trainedInterval,
        trainedRegParam,
        untrainedResult.trainedRegParam,
        chance,
        classes,
        trainFrames,
        testFrames);
  }
}
