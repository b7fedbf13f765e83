/** The charts of a report, one class each, and the figures that they make. */
package org.greedyinfomax.report.chart;
