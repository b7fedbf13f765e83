/** Experiments of the paper, trained and probed side by side. */
package org.greedyinfomax.job.reproduce;
