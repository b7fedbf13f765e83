/**
 * A study: trials of one recipe at every point of a grid over its keys, each with several seeds.
 *
 * <p>{@link org.greedyinfomax.job.study.StudyDesign} says which trials there are, {@link
 * org.greedyinfomax.job.study.StudyDirectory} keeps what came of them, and {@link
 * org.greedyinfomax.job.study.StudyTable} and {@link org.greedyinfomax.job.study.StudyCsv} show it.
 * {@link org.greedyinfomax.job.study.GridSearch} trains and probes them.
 */
package org.greedyinfomax.job.study;
