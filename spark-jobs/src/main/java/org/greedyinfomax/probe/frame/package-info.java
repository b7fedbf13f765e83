/** Probes of frames: classifiers of what is said at each moment of a recording. */
package org.greedyinfomax.probe.frame;
