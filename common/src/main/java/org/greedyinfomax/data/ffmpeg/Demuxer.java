package org.greedyinfomax.data.ffmpeg;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.Map;
import org.greedyinfomax.data.media.MediaType;

/**
 * What FFmpeg calls the formats of files. It is told which one a file has: left to itself it would
 * also take lists of other files for recordings, and open these.
 */
final class Demuxer {

  static final Map<MediaType, String> NAMES =
      new EnumMap<>(
          Map.ofEntries(
              entry(MediaType.OGG, "ogg"),
              entry(MediaType.MP3, "mp3"),
              entry(MediaType.AAC, "aac"),
              entry(MediaType.M4A, "mov"),
              entry(MediaType.AIFF, "aiff"),
              entry(MediaType.AU, "au"),
              entry(MediaType.CAF, "caf"),
              entry(MediaType.WAVPACK, "wv"),
              entry(MediaType.SPHERE, "nistsphere"),
              entry(MediaType.AMR, "amr"),
              entry(MediaType.APE, "ape"),
              entry(MediaType.DSF, "dsf"),
              entry(MediaType.TTA, "tta"),
              entry(MediaType.VOC, "voc"),
              entry(MediaType.ASF, "asf"),
              entry(MediaType.MP4, "mov"),
              entry(MediaType.MATROSKA, "matroska"),
              entry(MediaType.AVI, "avi"),
              entry(MediaType.MPEG, "mpeg"),
              entry(MediaType.FLV, "flv")));

  private Demuxer() {}
}
