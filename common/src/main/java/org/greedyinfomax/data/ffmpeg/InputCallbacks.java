package org.greedyinfomax.data.ffmpeg;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Has FFmpeg read files of ours. There are two functions that it can call, for all files: of those
 * that Java makes for native code only ten of a kind can be, and a process has more tasks. Which
 * file is meant is told by a number.
 */
final class InputCallbacks {

  private static final int BUFFER = 32 << 10;

  private static final Map<Long, CalledInput> OPEN = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final Read READ = new Read();
  private static final Seek SEEK = new Seek();

  private InputCallbacks() {}

  /** What native code knows of a file: a number in the place of an address. */
  private static final class FileNumber extends Pointer {
    FileNumber(long number) {
      super((Pointer) null);
      address = number;
    }
  }

  private static final class Read extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer file, BytePointer buffer, int count) {
      return OPEN.get(file.address()).read(buffer, count);
    }
  }

  private static final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer file, long offset, int whence) {
      return OPEN.get(file.address()).seek(offset, whence);
    }
  }

  /** Makes a context that reads a file; it must be closed by {@link #close}. */
  static AVIOContext open(CalledInput input) {
    long number = NUMBERS.incrementAndGet();
    input.number(number);
    OPEN.put(number, input);
    BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER));
    return avformat.avio_alloc_context(
        buffer,
        BUFFER,
        0,
        new FileNumber(number),
        READ,
        (Write_packet_Pointer_BytePointer_int) null,
        SEEK);
  }

  /** Frees what was opened. */
  static void close(AVIOContext context, CalledInput input) {
    OPEN.remove(input.number());
    avutil.av_free(context.buffer());
    avformat.avio_context_free(context);
  }
}
