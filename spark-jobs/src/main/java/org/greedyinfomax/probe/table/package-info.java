/** Encoded rows with labels, in the driver's memory or on executors, split to fit and to test. */
package org.greedyinfomax.probe.table;
