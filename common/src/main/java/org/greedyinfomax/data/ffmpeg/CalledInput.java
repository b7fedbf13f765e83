package org.greedyinfomax.data.ffmpeg;

import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;

/**
 * A file that is read when native code calls. What Java throws meanwhile is kept until that code
 * has returned.
 */
final class CalledInput {

  private static final int WHENCE_SET = 0;
  private static final int WHENCE_CURRENT = 1;
  private static final int WHENCE_END = 2;

  private final MediaInput in;
  private final byte[] bytes = new byte[32 << 10];
  private long number;
  private long position;
  private Optional<Exception> failure = Optional.empty();

  CalledInput(MediaInput in) {
    this.in = in;
  }

  void number(long given) {
    number = given;
  }

  long number() {
    return number;
  }

  int read(BytePointer buffer, int count) {
    try {
      int most = Math.min(count, bytes.length);
      int read = in.read(position, bytes, 0, most);
      if (read < 0) {
        return avutil.AVERROR_EOF;
      }
      buffer.put(bytes, 0, read);
      position += read;
      return read;
    } catch (IOException | BadFileException | RuntimeException e) {
      failure = Optional.of(e);
      return avutil.AVERROR_EXTERNAL;
    }
  }

  long seek(long offset, int whence) {
    int from = whence & ~avformat.AVSEEK_FORCE;
    if (from == avformat.AVSEEK_SIZE) {
      return in.length();
    }
    long target =
        switch (from) {
          case WHENCE_SET -> offset;
          case WHENCE_CURRENT -> position + offset;
          case WHENCE_END -> in.length() + offset;
          default -> -1;
        };
    if (target < 0) {
      return avutil.AVERROR_EXTERNAL;
    }
    position = target;
    return target;
  }

  /** Throws what reading has thrown since it was asked last. */
  void rethrow() throws IOException, BadFileException {
    Optional<Exception> thrown = failure;
    failure = Optional.empty();
    if (thrown.isEmpty()) {
      return;
    }
    if (thrown.get() instanceof IOException io) {
      throw io;
    }
    if (thrown.get() instanceof BadFileException bad) {
      throw bad;
    }
    throw (RuntimeException) thrown.get();
  }
}
