package org.greedyinfomax.layer;

import org.greedyinfomax.tensor.Tensor;

/**
 * Numbers that are learned.
 *
 * @param value the numbers
 * @param gradient of the loss with respect to them, of the same shape; backward passes add to it
 */
public record Parameter(Tensor value, Tensor gradient) {}
