/** Files into the recordings and pictures of a corpus: decoded, mixed, resampled, cut. */
package org.greedyinfomax.data.conversion;
