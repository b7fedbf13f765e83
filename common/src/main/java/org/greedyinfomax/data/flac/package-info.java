/** The decoder of FLAC. */
package org.greedyinfomax.data.flac;
