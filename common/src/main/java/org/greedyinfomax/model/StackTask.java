package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.optim.AdamSettings;

/**
 * What every module of a stack is trained by.
 *
 * @param stack that they belong to
 * @param settings of each module's optimizer
 * @param seed of the random numbers that draw negatives
 */
public record StackTask(StackSpec stack, AdamSettings settings, long seed) {}
