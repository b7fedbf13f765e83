/**
 * What a report opens with: one sentence on what was learned, and one picture of it, accuracies by
 * module beside those of the raw input and of untrained modules.
 *
 * <p>{@link org.greedyinfomax.report.opening.Openings} makes an {@link
 * org.greedyinfomax.report.data.Opening} of what probes have found, or, without probes, of the
 * losses.
 */
package org.greedyinfomax.report.opening;
