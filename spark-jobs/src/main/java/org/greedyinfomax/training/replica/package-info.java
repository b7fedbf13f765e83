/**
 * A replica's round of a stage group in a Spark task, and the averaging of what all replicas have
 * learned.
 */
package org.greedyinfomax.training.replica;
