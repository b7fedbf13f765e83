/** Layouts and lists of known datasets. */
package org.greedyinfomax.data.dataset;
