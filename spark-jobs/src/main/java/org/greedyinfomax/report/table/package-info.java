/** The tables of a report. */
package org.greedyinfomax.report.table;
