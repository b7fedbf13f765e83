/** Keys, labels and splits of files and rows, by the rules of a recipe. */
package org.greedyinfomax.ingest.label;
