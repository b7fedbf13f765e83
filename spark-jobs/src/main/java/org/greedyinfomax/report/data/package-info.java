/** What a report says, as records: losses, rounds, accuracies, maps and filters. */
package org.greedyinfomax.report.data;
