/**
 * Greedy InfoMax as stages of a Spark ML pipeline: an estimator that learns from a column of
 * recordings or pictures, without labels, and a model that turns such a column into vectors.
 */
package org.greedyinfomax.ml;
