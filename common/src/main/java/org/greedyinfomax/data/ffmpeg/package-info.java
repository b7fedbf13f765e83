/**
 * Recordings and videos in the formats that FFmpeg's libraries decode, if these are on the class
 * path.
 *
 * <p>Nothing outside this package uses their classes, and in it only {@link
 * org.greedyinfomax.data.ffmpeg.FfmpegDecoder} may be loaded without them.
 */
package org.greedyinfomax.data.ffmpeg;
