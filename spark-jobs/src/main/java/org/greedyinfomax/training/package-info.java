/**
 * Training in rounds: logical replicas take local steps as plain Spark tasks, the driver averages
 * their states in order, and checkpoints make a run repeatable and resumable to the last bit.
 */
package org.greedyinfomax.training;
