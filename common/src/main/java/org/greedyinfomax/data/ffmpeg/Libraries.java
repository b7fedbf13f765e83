package org.greedyinfomax.data.ffmpeg;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's libraries, as this process uses them. */
final class Libraries {

  /** So much memory a decoder may ask for at once: damaged headers ask for more. */
  private static final long MOST_BYTES = 128L << 20;

  private Libraries() {}

  /**
   * Loads them, and has them compute the same on every processor: without vector instructions,
   * whose sums have other orders.
   *
   * @throws LinkageError if they are missing
   */
  static void load() {
    Loader.load(avutil.class);
    Loader.load(avcodec.class);
    Loader.load(avformat.class);
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    avutil.av_max_alloc(MOST_BYTES);
    avutil.av_force_cpu_flags(0);
  }
}
