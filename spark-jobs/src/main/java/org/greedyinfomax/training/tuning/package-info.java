/** Weights of one run as the start of another. */
package org.greedyinfomax.training.tuning;
