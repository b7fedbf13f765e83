/**
 * Activations at the border of two stage groups: Parquet files that a round's manifest names, in a
 * window of few rounds.
 */
package org.greedyinfomax.activation;
