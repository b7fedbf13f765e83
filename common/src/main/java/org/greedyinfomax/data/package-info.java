/**
 * Examples as arrays: decoding recordings, changing their rate, and naming what they are.
 *
 * <p>Recordings come as the bytes of a WAV or FLAC file and leave as 16-bit mono samples at one
 * rate; {@link org.greedyinfomax.data.AudioConverter} is the whole way in one call. What cannot be
 * used is a {@link org.greedyinfomax.data.BadAudioException} with a reason a person can act on.
 * Nothing here knows files, Spark or tensors.
 */
package org.greedyinfomax.data;
