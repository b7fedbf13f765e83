/** What probes have found, as records, as JSON and in words. */
package org.greedyinfomax.probe.result;
