package org.greedyinfomax.data.ffmpeg;

import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;

/** A decoder of FFmpeg: packets become blocks of samples, or frames of a video. */
final class Codec implements AutoCloseable {

  /**
   * Decoders that compute in whole numbers, so that they give the same samples on every machine,
   * where FFmpeg would take one in floating point.
   */
  private static final Map<Integer, String> OF_WHOLE_NUMBERS =
      Map.of(
          avcodec.AV_CODEC_ID_MP1, "mp1",
          avcodec.AV_CODEC_ID_MP2, "mp2",
          avcodec.AV_CODEC_ID_MP3, "mp3",
          avcodec.AV_CODEC_ID_AAC, "aac_fixed",
          avcodec.AV_CODEC_ID_AC3, "ac3_fixed",
          avcodec.AV_CODEC_ID_AMR_NB, "libopencore_amrnb",
          avcodec.AV_CODEC_ID_AMR_WB, "libopencore_amrwb");

  private final AVCodecContext context;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final String title;
  private boolean isClosed;

  /** What comes of asking for a block. */
  enum Answer {
    /** There is one. */
    BLOCK,
    /** There will be one when it has more packets. */
    HUNGRY,
    /** What it was given cannot be decoded. */
    BROKEN,
    /** There will be no more. */
    END
  }

  private Codec(AVCodecContext context, String title) {
    this.context = context;
    this.title = title;
  }

  /** Opens the decoder of a recording. */
  static Codec open(AVCodecParameters parameters, String name) throws BadFileException {
    return open(parameters, name, context -> {});
  }

  /**
   * Opens the decoder of a video, one that says where it has made up what is damaged.
   *
   * @param maxPixels how many pixels its frames may have, with those that are cut off
   */
  static Codec ofVideo(AVCodecParameters parameters, long maxPixels, String name)
      throws BadFileException {
    return open(
        parameters,
        name,
        context -> {
          context.max_pixels(maxPixels);
          context.flags(context.flags() | avcodec.AV_CODEC_FLAG_BITEXACT);
          context.err_recognition(AVCodecContext.AV_EF_CRCCHECK | AVCodecContext.AV_EF_EXPLODE);
        });
  }

  private static Codec open(
      AVCodecParameters parameters, String name, Consumer<AVCodecContext> settings)
      throws BadFileException {
    String title = avcodec.avcodec_get_name(parameters.codec_id()).getString();
    AVCodec decoder = decoder(parameters.codec_id());
    if (decoder == null || decoder.isNull()) {
      throw new BadFileException(
          name, Text.format("holds %s, for which FFmpeg has no decoder: convert it", title));
    }
    Codec codec = new Codec(avcodec.avcodec_alloc_context3(decoder), title);
    int opened = avcodec.avcodec_parameters_to_context(codec.context, parameters);
    if (opened >= 0) {
      codec.context.thread_count(1);
      settings.accept(codec.context);
      opened = avcodec.avcodec_open2(codec.context, decoder, (AVDictionary) null);
    }
    if (opened < 0) {
      codec.close();
      throw new BadFileException(
          name, Text.format("holds %s that cannot be decoded (%s)", title, Errors.text(opened)));
    }
    return codec;
  }

  private static AVCodec decoder(int id) {
    return OF_WHOLE_NUMBERS.containsKey(id)
        ? avcodec.avcodec_find_decoder_by_name(OF_WHOLE_NUMBERS.get(id))
        : avcodec.avcodec_find_decoder(id);
  }

  /** Returns what the coding is called. */
  String title() {
    return title;
  }

  /**
   * Gives it a packet; an empty one is the end. Returns whether it can be decoded, as far as known.
   */
  boolean feed(AVPacket packet) {
    return avcodec.avcodec_send_packet(context, packet) >= 0;
  }

  /** Asks for a block. */
  Answer receive() {
    int result = avcodec.avcodec_receive_frame(context, frame);
    if (result >= 0) {
      return Answer.BLOCK;
    }
    if (result == avutil.AVERROR_EAGAIN()) {
      return Answer.HUNGRY;
    }
    return result == avutil.AVERROR_EOF ? Answer.END : Answer.BROKEN;
  }

  /** Hands over the latest frame of a video. */
  void moveTo(AVFrame other) {
    avutil.av_frame_unref(other);
    avutil.av_frame_move_ref(other, frame);
  }

  /** Returns the rate of the latest block, in Hz. */
  int sampleRate() {
    return frame.sample_rate();
  }

  /** Returns the channels of the latest block. */
  int channels() {
    return frame.channels();
  }

  /** Returns the frames of the latest block. */
  int frames() {
    return frame.nb_samples();
  }

  /**
   * Copies the latest block.
   *
   * @param samples takes it, in fractions of full scale, {@code [frames, channels]}
   */
  void copy(double[] samples) {
    int format = frame.format();
    int channels = channels();
    boolean isPlanar = avutil.av_sample_fmt_is_planar(format) != 0;
    SampleForm form = SampleForm.of(avutil.av_get_packed_sample_fmt(format));
    if (!isPlanar) {
      form.copy(plane(0), frames() * channels, samples, 0, 1);
      return;
    }
    for (int channel = 0; channel < channels; channel++) {
      form.copy(plane(channel), frames(), samples, channel, channels);
    }
  }

  private BytePointer plane(int number) {
    return frame.extended_data(number);
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
  }
}
