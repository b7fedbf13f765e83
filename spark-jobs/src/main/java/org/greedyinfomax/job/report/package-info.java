/** The page about a run: what is read out of its directory for it. */
package org.greedyinfomax.job.report;
