/** What a report says of how rows were recorded. */
package org.greedyinfomax.report.nuisance;
