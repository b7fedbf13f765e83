package org.greedyinfomax.data.ffmpeg;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.VideoStream;

/**
 * A video that FFmpeg decodes, of which two frames are held: the one that is shown, and the next
 * one, which tells until when. A part that cannot be decoded makes it damaged, unless it is the
 * last one: files that were cut off end so.
 */
final class FfmpegVideo implements VideoStream {

  /** How long a frame is shown at least that is the last one, in seconds. */
  private static final double LEAST_SECONDS = 1e-3;

  /** Decoders have margins about frames, which count in the limit of FFmpeg. */
  private static final long MARGIN = 1 << 20;

  private final Container container;
  private final Codec codec;
  private final FramePixels pixels;
  private final DisplayMatrix display;
  private final String name;
  private final double tickSeconds;
  private final double usualSeconds;
  private final AVFrame frame = avutil.av_frame_alloc();
  private final AVFrame ahead = avutil.av_frame_alloc();

  /** Frames that were decoded, shown or not. */
  private long frames;

  private long firstTick;
  private double begin;
  private double end;
  private boolean isAhead;
  private boolean isBroken;

  /** Whether the codec has found damage since it was fed. */
  private boolean isStuck;

  private boolean isCutOff;
  private boolean isClosed;

  private FfmpegVideo(Container container, Codec codec, FramePixels pixels, String name) {
    this.container = container;
    this.codec = codec;
    this.pixels = pixels;
    this.name = name;
    this.display = DisplayMatrix.of(container.stream());
    this.tickSeconds = avutil.av_q2d(container.stream().time_base());
    AVRational rate = container.stream().avg_frame_rate();
    this.usualSeconds = rate.num() > 0 && rate.den() > 0 ? 1 / avutil.av_q2d(rate) : 0;
  }

  /**
   * Opens a video.
   *
   * @param format what FFmpeg calls the format of the file
   * @param pixels for its frames
   */
  static FfmpegVideo open(MediaInput in, String format, FramePixels pixels, String name)
      throws IOException, BadFileException {
    Container container = Container.open(in, format, Track.PICTURES, name);
    try {
      AVCodecParameters parameters = container.parameters();
      pixels.requireSize(parameters.width(), parameters.height());
      Codec codec = Codec.ofVideo(parameters, pixels.maxPixels() + MARGIN, name);
      FfmpegVideo video = new FfmpegVideo(container, codec, pixels, name);
      try {
        video.start();
        return video;
      } catch (IOException | BadFileException | RuntimeException e) {
        video.close();
        throw e;
      }
    } catch (IOException | BadFileException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private void start() throws IOException, BadFileException {
    isAhead = decode();
    if (!isAhead) {
      throw new BadFileException(
          name, Text.format("is damaged: no frame of its %s can be decoded", codec.title()));
    }
    firstTick = isTimed(ahead) ? ahead.best_effort_timestamp() : 0;
  }

  @Override
  public boolean next() throws IOException, BadFileException {
    if (!isAhead) {
      return false;
    }
    avutil.av_frame_unref(frame);
    avutil.av_frame_move_ref(frame, ahead);
    begin = end;
    isAhead = decode();
    double lasts = Math.max(duration(frame), LEAST_SECONDS);
    if (!isAhead) {
      end = begin + lasts;
      isCutOff = isBroken || container.isCutOff(end + lasts);
    } else if (isTimed(ahead)) {
      end = Math.max(begin, (ahead.best_effort_timestamp() - firstTick) * tickSeconds);
    } else {
      end = begin + lasts;
    }
    pixels.require(frame);
    return true;
  }

  private static boolean isTimed(AVFrame one) {
    return one.best_effort_timestamp() != avutil.AV_NOPTS_VALUE;
  }

  private double duration(AVFrame one) {
    return one.pkt_duration() > 0
        ? one.pkt_duration() * tickSeconds
        : usualSeconds - tickSeconds; // as times may be rounded up
  }

  /** Decodes the frame that is ahead; returns whether there is one. */
  private boolean decode() throws IOException, BadFileException {
    while (true) {
      switch (codec.receive()) {
        case BLOCK -> {
          codec.moveTo(ahead);
          if (isWhole(ahead)) {
            frames++;
            return true;
          }
          isBroken = true;
        }
        case END -> {
          return false;
        }
        case BROKEN -> {
          if (isStuck) {
            throw damaged(); // it would say so for ever
          }
          isBroken = true;
          isStuck = true;
        }
        case HUNGRY -> {
          isStuck = false;
          feed();
        }
      }
    }
  }

  private void feed() throws IOException, BadFileException {
    AVPacket packet = container.next();
    if (isBroken && !packet.isNull()) {
      throw damaged();
    }
    boolean isIncomplete = !packet.isNull() && (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
    if (isIncomplete || !codec.feed(packet)) {
      isBroken = true;
    }
  }

  private BadFileException damaged() {
    return new BadFileException(
        name,
        Text.format("is damaged: after %d frames its %s cannot be decoded", frames, codec.title()));
  }

  /** Whether nothing of a frame was made up. */
  private static boolean isWhole(AVFrame one) {
    return one.decode_error_flags() == 0 && (one.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) == 0;
  }

  @Override
  public double begin() {
    return begin;
  }

  @Override
  public double end() {
    return end;
  }

  @Override
  public long pixels() {
    return (long) frame.width() * frame.height();
  }

  @Override
  public Picture picture() throws BadFileException {
    return display.shown(pixels.read(frame));
  }

  @Override
  public Set<Remark> remarks() {
    return isCutOff ? EnumSet.of(Remark.CUT_OFF) : EnumSet.noneOf(Remark.class);
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
    avutil.av_frame_free(frame);
    avutil.av_frame_free(ahead);
    codec.close();
    container.close();
  }
}
