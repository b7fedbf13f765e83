/** Curves over numbers of labels: their data, and the axis that they stand on. */
package org.greedyinfomax.report.curve;
