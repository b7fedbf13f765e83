/**
 * Predicts a training before it runs: what modules cost, how fast executors are, and which schedule
 * that makes the fastest.
 */
package org.greedyinfomax.plan;
