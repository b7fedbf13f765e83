/**
 * What a pipeline would do on a cluster that is not there: measured rounds in, many executors out.
 */
package org.greedyinfomax.simulation;
