package org.greedyinfomax.data.wav;

import java.nio.ByteBuffer;

/** Reads a sample of a WAV file as a fraction of full scale. */
@FunctionalInterface
interface SampleReader {

  /** Reads the next sample of little-endian data. */
  double next(ByteBuffer data);

  /** Reads the next samples, so many of them. */
  default void read(ByteBuffer data, double[] samples, int count) {
    for (int i = 0; i < count; i++) {
      samples[i] = next(data);
    }
  }

  /** By far the most frequent ones. */
  final class SixteenBits implements SampleReader {

    @Override
    public double next(ByteBuffer data) {
      return data.getShort() / 0x1p15;
    }

    @Override
    public void read(ByteBuffer data, double[] samples, int count) {
      int begin = data.position();
      for (int i = 0; i < count; i++) {
        samples[i] = data.getShort(begin + 2 * i) / 0x1p15;
      }
      data.position(begin + 2 * count);
    }
  }

  /** Returns the reader of a format that is not compressed in blocks. */
  static SampleReader of(WavFormat format) {
    return switch (format.codec()) {
      case WavFormat.FLOAT ->
          format.bits() == Float.SIZE ? ByteBuffer::getFloat : ByteBuffer::getDouble;
      case WavFormat.A_LAW -> data -> aLaw(data.get()) / 0x1p15;
      case WavFormat.MU_LAW -> data -> muLaw(data.get()) / 0x1p15;
      default ->
          // Whole numbers. Only 8-bit samples are unsigned.
          switch (format.sampleBytes()) {
            case 1 -> data -> (Byte.toUnsignedInt(data.get()) - 128) / 0x1p7;
            case 2 -> new SixteenBits();
            case 3 -> data -> (Short.toUnsignedInt(data.getShort()) | (data.get() << 16)) / 0x1p23;
            default -> data -> data.getInt() / 0x1p31;
          };
    };
  }

  /** Expands A-law to 16 bits (G.711, table 1a; all even bits are inverted). */
  private static int aLaw(byte code) {
    int bits = (code ^ 0x55) & 0xff;
    int mantissa = ((bits & 0x0f) << 4) | 0x08;
    int exponent = (bits >> 4) & 0x07;
    int magnitude = exponent == 0 ? mantissa : (mantissa | 0x100) << (exponent - 1);
    return (bits & 0x80) != 0 ? magnitude : -magnitude;
  }

  /** Expands mu-law to 16 bits (G.711, table 2a; all bits are inverted). */
  private static int muLaw(byte code) {
    int bits = ~code & 0xff;
    int magnitude = ((((bits & 0x0f) << 3) | 0x84) << ((bits >> 4) & 0x07)) - 0x84;
    return (bits & 0x80) != 0 ? -magnitude : magnitude;
  }
}
