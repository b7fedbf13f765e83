/** How accuracy grows with the number of labels that a classifier is fitted to. */
package org.greedyinfomax.probe.labels;
