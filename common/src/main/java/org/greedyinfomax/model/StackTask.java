package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.optim.AdamSettings;

/**
 * What the training of a stack takes: the stack, its optimizers' settings, and a seed.
 *
 * @param stack that they belong to
 * @param settings of each module's optimizer
 * @param seed of the random numbers that draw negatives
 */
public record StackTask(StackSpec stack, AdamSettings settings, long seed) {}
