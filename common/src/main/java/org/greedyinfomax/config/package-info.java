/**
 * How a run is set up, read from HOCON files under {@code conf/} and checked as it is read.
 *
 * <p>A {@link org.greedyinfomax.config.Recipe} holds everything that a run depends on. The records
 * have no defaults: the files name every value, and unknown keys are errors.
 */
package org.greedyinfomax.config;
