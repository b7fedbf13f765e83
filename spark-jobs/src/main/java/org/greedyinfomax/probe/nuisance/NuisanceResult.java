package org.greedyinfomax.probe.nuisance;

/**
 * How much of the variance of a nuisance, among test rows, a linear regression on a module's
 * representations explains: R², at most 1, and negative if it is worse than the mean; NaN if it was
 * not measured.
 *
 * @param module name, or {@code raw} for what there is without a network, whose share stands where
 *     those of trained modules stand
 * @param nuisance level or noise of recordings, brightness or contrast of pictures
 * @param trained share that the trained encoder explains
 * @param untrained the same of the encoder before its first step
 * @param trainRows the regressions were fitted to
 * @param testRows they were judged on
 */
public record NuisanceResult(
    String module,
    String nuisance,
    double trained,
    double untrained,
    int trainRows,
    int testRows) {}
