/**
 * Examples as arrays: decoding recordings and pictures, changing their rate or size, and naming
 * what they are.
 *
 * <p>Recordings come as the bytes of a WAV or FLAC file, or of another that FFmpeg's libraries
 * decode, and leave as 16-bit mono samples at one rate; pictures come as the bytes of a file that
 * ImageIO reads and leave as unsigned bytes, channels last. {@link
 * org.greedyinfomax.data.conversion.AudioConverter} and {@link
 * org.greedyinfomax.data.conversion.PictureConverter} are the whole way in one call. What cannot be
 * used is a {@link org.greedyinfomax.data.BadFileException} with a reason a person can act on.
 * Nothing here knows files, Spark or tensors.
 */
package org.greedyinfomax.data;
