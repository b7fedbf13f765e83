/** Which rows of a corpus are learned from where few of their labels count. */
package org.greedyinfomax.training.labels;
