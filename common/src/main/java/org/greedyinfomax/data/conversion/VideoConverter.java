package org.greedyinfomax.data.conversion;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.ProcessorBudget;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.VideoStream;

/**
 * From a video to pictures at a rate, a frame at a time. It is decoded and converted twice, so that
 * nothing of a damaged one is handed on.
 */
final class VideoConverter {

  /** The most pictures of a video: as many as keys of six digits sort in the order of time. */
  private static final long MOST_PICTURES = 1_000_000;

  /** Time of a processor that a decoder may take, and so much more for each pixel decoded. */
  private static final double BUDGET_SECONDS = 30;

  private static final double BUDGET_PER_PIXEL = 1e-6;

  private final PictureConverter pictures;
  private final FrameSampling sampling;
  private final double budgetSeconds;

  VideoConverter(PictureConverter pictures, FrameSampling sampling) {
    this(pictures, sampling, BUDGET_SECONDS);
  }

  /** Makes a converter whose decoder may take so many seconds of a processor. */
  VideoConverter(PictureConverter pictures, FrameSampling sampling, double budgetSeconds) {
    this.pictures = pictures;
    this.sampling = sampling;
    this.budgetSeconds = budgetSeconds;
  }

  /**
   * Converts a video. Nothing is handed on of one that cannot be used.
   *
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, is too long, or its frames are too small
   * @throws IOException if the source or the sink fails, or the video has changed since pictures of
   *     it were handed on
   */
  VideoSummary convert(VideoStream.Opener opener, String name, FrameSink sink)
      throws IOException, BadFileException {
    sample(opener, name, (picture, number) -> {});
    try {
      return sample(opener, name, sink);
    } catch (BadFileException changed) {
      throw DecodingFailures.changed(changed, name);
    }
  }

  private VideoSummary sample(VideoStream.Opener opener, String name, FrameSink sink)
      throws IOException, BadFileException {
    Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    long pixelsOfFirst = 0;
    long pixels = 0;
    long nanos = 0;
    long begin = ProcessorBudget.now();
    try (VideoStream stream = open(opener, name)) {
      while (next(stream, name)) {
        pixelsOfFirst = pixels == 0 ? stream.pixels() : pixelsOfFirst;
        pixels += stream.pixels();
        long first = sampling.numberAt(stream.begin());
        long after = sampling.numberAt(stream.end());
        requireAllowed(stream.end(), after, name);
        if (after > first) {
          Picture picture = pictures.convert(stream.picture(), name);
          remarks.addAll(picture.remarks());
          nanos += ProcessorBudget.now() - begin;
          for (long number = first; number < after; number++) {
            sink.accept(picture, (int) number);
          }
          begin = ProcessorBudget.now();
        }
        requireTime(nanos + ProcessorBudget.now() - begin, pixels, stream.end(), name);
      }
      remarks.addAll(stream.remarks());
    }
    return new VideoSummary(pixelsOfFirst, remarks);
  }

  private static VideoStream open(VideoStream.Opener opener, String name)
      throws IOException, BadFileException {
    try {
      return opener.open();
    } catch (RuntimeException damage) {
      throw DecodingFailures.damaged(damage, name);
    }
  }

  private static boolean next(VideoStream stream, String name)
      throws IOException, BadFileException {
    try {
      return stream.next();
    } catch (RuntimeException damage) {
      throw DecodingFailures.damaged(damage, name);
    }
  }

  private void requireAllowed(double seconds, long taken, String name) throws BadFileException {
    if (sampling.maxSeconds() > 0 && seconds > sampling.maxSeconds()) {
      throw DecodingFailures.tooLong(sampling.maxSeconds(), name);
    }
    if (taken > MOST_PICTURES) {
      throw new BadFileException(
          name,
          Text.format(
              "is too long: more than %d pictures would be taken of it; lower"
                  + " ingest.framesPerSecond, or split it",
              MOST_PICTURES));
    }
  }

  private void requireTime(long nanos, long pixels, double seconds, String name)
      throws BadFileException {
    if (nanos > 1e9 * (budgetSeconds + BUDGET_PER_PIXEL * pixels)) {
      throw DecodingFailures.tooBusy(nanos, seconds, "video", name);
    }
  }
}
