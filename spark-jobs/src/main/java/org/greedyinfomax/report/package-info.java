/**
 * What a run has learned, as one HTML page that needs nothing else: no network, no script.
 *
 * <p>{@link org.greedyinfomax.report.ReportPage} turns a {@link
 * org.greedyinfomax.report.data.ReportData} into text that is valid XML, too, so that programs can
 * read it.
 */
package org.greedyinfomax.report;
