package org.greedyinfomax.data.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** The forms in which FFmpeg's decoders give samples. */
enum SampleForm {
  UNSIGNED_8(1) {
    @Override
    double sample(ByteBuffer bytes, int at) {
      return ((bytes.get(at) & 0xff) - 128) / 128.0;
    }
  },
  SIGNED_16(2) {
    @Override
    double sample(ByteBuffer bytes, int at) {
      return bytes.getShort(at) / 32768.0;
    }
  },
  SIGNED_32(4) {
    @Override
    double sample(ByteBuffer bytes, int at) {
      return bytes.getInt(at) / 2147483648.0;
    }
  },
  SIGNED_64(8) {
    @Override
    double sample(ByteBuffer bytes, int at) {
      return bytes.getLong(at) * 0x1p-63;
    }
  },
  FLOAT(4) {
    @Override
    double sample(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  DOUBLE(8) {
    @Override
    double sample(ByteBuffer bytes, int at) {
      return bytes.getDouble(at);
    }
  };

  private final int bytes;

  SampleForm(int bytes) {
    this.bytes = bytes;
  }

  /** Returns the one that FFmpeg gives a number, of samples whose channels lie together. */
  static SampleForm of(int packedFormat) {
    return switch (packedFormat) {
      case avutil.AV_SAMPLE_FMT_U8 -> UNSIGNED_8;
      case avutil.AV_SAMPLE_FMT_S16 -> SIGNED_16;
      case avutil.AV_SAMPLE_FMT_S32 -> SIGNED_32;
      case avutil.AV_SAMPLE_FMT_S64 -> SIGNED_64;
      case avutil.AV_SAMPLE_FMT_FLT -> FLOAT;
      case avutil.AV_SAMPLE_FMT_DBL -> DOUBLE;
      default -> throw new IllegalStateException("FFmpeg has samples in a form of no name");
    };
  }

  abstract double sample(ByteBuffer samples, int at);

  /**
   * Copies samples.
   *
   * @param from the first of them, one behind the other
   * @param count how many
   * @param to takes them as fractions of full scale
   * @param first place in it of the first one
   * @param step from one place to the next
   */
  void copy(BytePointer from, int count, double[] to, int first, int step) {
    ByteBuffer buffer =
        from.capacity((long) count * bytes).asByteBuffer().order(ByteOrder.nativeOrder());
    for (int i = 0; i < count; i++) {
      to[first + i * step] = sample(buffer, i * bytes);
    }
  }
}
