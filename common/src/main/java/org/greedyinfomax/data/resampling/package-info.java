/** Other rates for recordings, by a polyphase filter. */
package org.greedyinfomax.data.resampling;
