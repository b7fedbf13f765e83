package org.greedyinfomax.probe;

/**
 * How well a linear classifier reads a label off a module's representations, on recordings that it
 * was not fitted to.
 *
 * @param module name
 * @param label column
 * @param trained share of test recordings told right, of the trained encoder, in [0, 1]
 * @param untrained the same of the encoder before its first step
 * @param chance share of the most frequent value among the test recordings
 * @param classes different values
 * @param trainRecordings the classifier was fitted to
 * @param testRecordings it was judged on
 */
public record ProbeResult(
    String module,
    String label,
    double trained,
    double untrained,
    double chance,
    int classes,
    long trainRecordings,
    long testRecordings) {}
