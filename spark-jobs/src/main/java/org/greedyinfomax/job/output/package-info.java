/** Folders that a command writes, whole or not there. */
package org.greedyinfomax.job.output;
