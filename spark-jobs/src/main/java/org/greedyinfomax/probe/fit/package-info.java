/**
 * What probes fit to vectors in memory: linear classifiers with an L2 penalty, chosen by
 * cross-validation and minimised by L-BFGS, and the votes of nearest neighbours.
 */
package org.greedyinfomax.probe.fit;
