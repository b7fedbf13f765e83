package org.greedyinfomax.tensor;

/**
 * What {@link Engine#contrast} or {@link Engine#classify} found in its rows.
 *
 * @param loss weighted sum over rows of {@code −log p} of the true candidate or class, in nats
 * @param correct weighted sum over rows of the chance that the highest score is that one's: 1 or 0,
 *     and one over the number of ties where several share the highest score
 */
public record ContrastSums(double loss, double correct) {}
