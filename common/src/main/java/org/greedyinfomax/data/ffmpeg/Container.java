package org.greedyinfomax.data.ffmpeg;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;

/** A file as FFmpeg takes it apart: the packets of one of its tracks. */
final class Container implements AutoCloseable {

  private static final int NONE = -1;

  /** So much less than what its header says a recording may have that is whole. */
  private static final double TOLERATED_SECONDS = 0.2;

  private final CalledInput input;
  private final Track track;
  private final String name;
  private final AVIOContext io;
  private final AVPacket packet = avcodec.av_packet_alloc();
  private AVFormatContext context;
  private AVStream stream;
  private boolean isOpen;
  private boolean isClosed;

  private Container(CalledInput input, Track track, String name) {
    this.input = input;
    this.track = track;
    this.name = name;
    this.io = InputCallbacks.open(input);
  }

  /**
   * Opens a file.
   *
   * @param format what FFmpeg calls its format
   * @param track what is read of it
   */
  static Container open(MediaInput in, String format, Track track, String name)
      throws IOException, BadFileException {
    Container container = new Container(new CalledInput(in), track, name);
    try {
      container.open(format);
      return container;
    } catch (IOException | BadFileException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private void open(String format) throws IOException, BadFileException {
    context = avformat.avformat_alloc_context();
    context.pb(io);
    context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "protocol_whitelist", "none", 0); // whatever it names is not opened
    int opened =
        avformat.avformat_open_input(context, "", avformat.av_find_input_format(format), options);
    avutil.av_dict_free(options);
    isOpen = opened >= 0; // if not, it is freed
    require(opened);
    require(avformat.avformat_find_stream_info(context, (AVDictionary) null));
    int best = avformat.av_find_best_stream(context, track.type(), NONE, NONE, (AVCodec) null, 0);
    input.rethrow();
    if (best < 0 || isCover(context.streams(best))) {
      throw new BadFileException(name, "holds no " + track.title() + " that can be decoded");
    }
    for (int i = 0; i < context.nb_streams(); i++) {
      if (i != best) {
        context.streams(i).discard(avcodec.AVDISCARD_ALL);
      }
    }
    stream = context.streams(best);
  }

  private static boolean isCover(AVStream stream) {
    return (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
  }

  private void require(int result) throws IOException, BadFileException {
    input.rethrow();
    if (result < 0) {
      throw new BadFileException(
          name, "is damaged or truncated: its header cannot be read (" + Errors.text(result) + ")");
    }
  }

  /** Returns what is known of the track before it is decoded. */
  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  /** Returns the track itself. */
  AVStream stream() {
    return stream;
  }

  /** Returns the next packet of the track, valid until the next call; none if it has ended. */
  AVPacket next() throws IOException, BadFileException {
    while (true) {
      avcodec.av_packet_unref(packet);
      int read = avformat.av_read_frame(context, packet);
      input.rethrow();
      if (read < 0) {
        return new AVPacket(null); // which asks a decoder for what it holds back
      }
      if (packet.stream_index() == stream.index()) {
        return packet;
      }
    }
  }

  /**
   * Whether there is less than the header says, as far as it says so exactly.
   *
   * @param read seconds that there are
   */
  boolean isCutOff(double read) {
    long duration = stream.duration();
    double seconds = duration * avutil.av_q2d(stream.time_base());
    return isExact() && duration > 0 && read < seconds - TOLERATED_SECONDS;
  }

  private boolean isExact() {
    int how = context.duration_estimation_method();
    return how != avformat.AVFMT_DURATION_FROM_BITRATE;
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    avcodec.av_packet_free(packet);
    if (isOpen) {
      avformat.avformat_close_input(context);
    }
    InputCallbacks.close(io, input);
  }
}
