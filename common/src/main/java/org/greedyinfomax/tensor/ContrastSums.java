package org.greedyinfomax.tensor;

/**
 * Sums over the rows of logits of {@link Engine#contrast} or {@link Engine#classify}.
 *
 * @param loss weighted sum of {@code −log p} of the row's positive or class, in nats
 * @param correct weighted sum of the chance that the highest logit is that one's: 1 or 0, and one
 *     over the number of ties where several are the highest
 */
public record ContrastSums(double loss, double correct) {}
