/** WAV and its ADPCM codings: reading and writing. */
package org.greedyinfomax.data.wav;
