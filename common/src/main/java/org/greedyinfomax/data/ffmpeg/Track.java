package org.greedyinfomax.data.ffmpeg;

import org.bytedeco.ffmpeg.global.avutil;

/** What is read of a file that may have several tracks. */
enum Track {
  SOUND(avutil.AVMEDIA_TYPE_AUDIO, "sound"),
  PICTURES(avutil.AVMEDIA_TYPE_VIDEO, "moving pictures");

  private final int type;
  private final String title;

  Track(int type, String title) {
    this.type = type;
    this.title = title;
  }

  /** Returns FFmpeg's number of it. */
  int type() {
    return type;
  }

  /** Returns what it is, for people. */
  String title() {
    return title;
  }
}
