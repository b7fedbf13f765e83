package org.greedyinfomax.chaos;

import java.nio.file.Path;

/**
 * What an unharmed training comes to.
 *
 * @param corpus that all trials of its kind train on
 * @param recipe file of the recipe, with a schedule and an interval that trials override
 * @param hash SHA-256 of the states
 * @param rounds of each stage group
 * @param millis that the process takes from its start to its end
 */
record Reference(Path corpus, Path recipe, String hash, int rounds, long millis) {}
