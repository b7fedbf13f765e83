/** Failures: the exit code and the sentence that somebody is told. */
package org.greedyinfomax.job.failure;
