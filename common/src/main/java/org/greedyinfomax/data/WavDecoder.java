package org.greedyinfomax.data;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.greedyinfomax.Text;

/**
 * Reads a RIFF WAVE file: the {@code fmt} chunk, then the {@code data} chunk.
 *
 * <p>A data chunk whose length is {@code 0xffffffff}, as programs write that stream to a pipe,
 * extends to the end of the file. Everywhere else, a file shorter than its header says is an error:
 * its end is missing.
 */
final class WavDecoder {

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final long UNKNOWN_LENGTH = 0xffff_ffffL;

  private final ByteBuffer bytes;
  private final String name;

  WavDecoder(byte[] content, String name) {
    this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).position(12);
    this.name = name;
  }

  Recording decode() throws BadFileException {
    ByteBuffer format = chunk("fmt ");
    if (format.remaining() < 16) {
      throw bad("is damaged: its format chunk has %d bytes instead of 16", format.remaining());
    }
    int codec = Short.toUnsignedInt(format.getShort());
    int channels = Short.toUnsignedInt(format.getShort());
    int sampleRate = format.getInt();
    format.getInt(); // bytes a second: follows from the others
    int frameBytes = Short.toUnsignedInt(format.getShort());
    int bits = Short.toUnsignedInt(format.getShort());
    if (codec == EXTENSIBLE && format.remaining() >= 10) {
      codec = Short.toUnsignedInt(format.getShort(format.position() + 8));
    }

    AudioDecoder.requireRate(sampleRate, name);
    int sampleBytes = (bits + 7) / 8;
    requireSupported(codec, bits);
    if (channels == 0 || frameBytes != channels * sampleBytes) {
      throw bad(
          "is damaged: its header gives %d channels of %d bits in frames of %d bytes",
          channels, bits, frameBytes);
    }
    return new Recording(
        sampleRate, channels, mono(chunk("data"), codec == FLOAT, channels, sampleBytes));
  }

  private void requireSupported(int codec, int bits) throws BadFileException {
    boolean supported =
        switch (codec) {
          case PCM -> bits >= 1 && bits <= 32;
          case FLOAT -> bits == 32 || bits == 64;
          default -> false;
        };
    if (!supported) {
      throw bad(
          "has an unsupported WAV encoding: %s of %d bits; convert it to PCM or FLAC",
          codecName(codec), bits);
    }
  }

  private static String codecName(int codec) {
    return switch (codec) {
      case PCM -> "PCM";
      case FLOAT -> "floating point";
      case 2, 0x11 -> "ADPCM (codec " + codec + ")";
      case 6 -> "A-law (codec 6)";
      case 7 -> "mu-law (codec 7)";
      case 0x50, 0x55 -> "MPEG (codec " + codec + ")";
      default -> "codec " + codec;
    };
  }

  private float[] mono(ByteBuffer data, boolean isFloat, int channels, int sampleBytes)
      throws BadFileException {
    int frames = data.remaining() / (channels * sampleBytes);
    float[] mono = new float[frames];
    for (int frame = 0; frame < frames; frame++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += isFloat ? floating(data, sampleBytes) : whole(data, sampleBytes);
      }
      if (!Double.isFinite(sum)) {
        throw bad("has a sample that is %s, at frame %d", sum, frame);
      }
      mono[frame] = (float) (sum / channels);
    }
    return mono;
  }

  private static double floating(ByteBuffer data, int sampleBytes) {
    return sampleBytes == Float.BYTES ? data.getFloat() : data.getDouble();
  }

  /** Reads a whole number as a fraction of full scale. Only 8-bit samples are unsigned. */
  private static double whole(ByteBuffer data, int sampleBytes) {
    return switch (sampleBytes) {
      case 1 -> (Byte.toUnsignedInt(data.get()) - 128) / 0x1p7;
      case 2 -> data.getShort() / 0x1p15;
      case 3 -> (Short.toUnsignedInt(data.getShort()) | data.get() << 16) / 0x1p23;
      default -> data.getInt() / 0x1p31;
    };
  }

  /** Moves to the next chunk of the kind and returns its content. */
  private ByteBuffer chunk(String kind) throws BadFileException {
    while (bytes.remaining() >= 8) {
      byte[] tag = new byte[4];
      bytes.get(tag);
      long length = Integer.toUnsignedLong(bytes.getInt());
      String found = new String(tag, StandardCharsets.US_ASCII);
      if (found.equals("data") && length == UNKNOWN_LENGTH) {
        length = bytes.remaining();
      }
      if (length > bytes.remaining()) {
        throw bad(
            "is truncated: its %s chunk should have %d bytes, but the file ends after %d of them",
            found.strip(), length, bytes.remaining());
      }
      int start = bytes.position();
      if (found.equals(kind)) {
        bytes.position(start + (int) length);
        return bytes.slice(start, (int) length).order(ByteOrder.LITTLE_ENDIAN);
      }
      // Chunks start at even offsets; the last one may lack its padding.
      bytes.position((int) Math.min(start + length + (length & 1), bytes.limit()));
    }
    throw bad("is truncated: the file ends before its %s chunk", kind.strip());
  }

  @FormatMethod
  private BadFileException bad(@FormatString String reason, Object... values) {
    return new BadFileException(name, Text.format(reason, values));
  }
}
