package org.greedyinfomax.training;

import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.training.batch.Samples;

/**
 * The states and samples with which a run is begun or resumed.
 *
 * @param samples that it learns from, and that its losses are measured on
 * @param checkpoint the states that it goes on from
 * @param end rounds of the whole run, as far as it is decided which modules stop
 */
record StartingPoint(Samples samples, Checkpoint checkpoint, int end) {}
