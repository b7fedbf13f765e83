/**
 * Mini-batches: which rows are trained on and which are held out, in which order, cut to which
 * crops, with which labels.
 */
package org.greedyinfomax.training.batch;
