/**
 * Runs as they lie in their directories: recipe, input, checkpoints, metrics and validation
 * measurements, and the rounds that a run consists of. Whoever reads or reports a run needs no more
 * than this; {@code training} is what writes it.
 */
package org.greedyinfomax.run;
