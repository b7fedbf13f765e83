/** Maps: where a module puts some labelled rows, projected onto a plane. */
package org.greedyinfomax.probe.map;
