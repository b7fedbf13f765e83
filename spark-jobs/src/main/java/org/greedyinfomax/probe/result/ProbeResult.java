package org.greedyinfomax.probe.result;

/**
 * The accuracies of simple classifiers that predict a label from a module's representations, on
 * recordings that they were not fitted to. Accuracies lie in [0, 1], or are NaN if they were not
 * measured.
 *
 * @param module name, or {@code raw} for what there is without a network, whose shares stand where
 *     those of trained modules stand
 * @param label column
 * @param trained share of test recordings that a linear classifier classifies correctly, of the
 *     trained encoder
 * @param untrained the same of the encoder before its first step
 * @param trainedInterval in which the share that the trained encoder would come to on any number of
 *     test recordings lies with a probability of 95 %
 * @param untrainedInterval the same of the encoder before its first step
 * @param trainedRegParam weight of the linear classifier's penalty, of the trained encoder
 * @param untrainedRegParam the same of the encoder before its first step
 * @param trainedNeighbours share that the nearest neighbours tell right, of the trained encoder
 * @param untrainedNeighbours the same of the encoder before its first step
 * @param chance share of the most frequent value among the test recordings
 * @param classes different values
 * @param trainRecordings the classifiers were fitted to
 * @param testRecordings they were judged on
 */
public record ProbeResult(
    String module,
    String label,
    double trained,
    double untrained,
    Interval trainedInterval,
    Interval untrainedInterval,
    double trainedRegParam,
    double untrainedRegParam,
    double trainedNeighbours,
    double untrainedNeighbours,
    double chance,
    int classes,
    long trainRecordings,
    long testRecordings) {}
