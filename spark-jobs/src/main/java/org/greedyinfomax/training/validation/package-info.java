/** Measurement of losses on held-out rows by Spark tasks. */
package org.greedyinfomax.training.validation;
