package org.greedyinfomax.data.synthesis;

/**
 * A stretch of an utterance with one target.
 *
 * @param phone what it belongs to
 * @param target what its speaker aims at
 * @param start its first sample
 * @param end the sample after its last
 */
record Segment(Phone phone, Articulation target, int start, int end) {}
