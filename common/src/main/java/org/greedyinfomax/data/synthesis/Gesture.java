package org.greedyinfomax.data.synthesis;

/**
 * An articulation aimed at for some time.
 *
 * @param target what is aimed at
 * @param seconds how long, at an average speaking rate
 */
record Gesture(Articulation target, double seconds) {}
