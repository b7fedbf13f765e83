package org.greedyinfomax.tensor;

/**
 * What {@link Engine#contrast} found in its rows.
 *
 * @param loss sum over rows of {@code −log p(positive)}, in nats
 * @param correct sum over rows of the chance that the highest score is the positive's: 1 or 0, and
 *     one over the number of ties where several share the highest score
 */
public record ContrastSums(double loss, double correct) {}
