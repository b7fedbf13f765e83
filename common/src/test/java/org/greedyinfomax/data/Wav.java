package org.greedyinfomax.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV files for tests, header by header, so that each can be wrong in one place. */
public final class Wav {

  public static final int PCM = 1;
  public static final int FLOAT = 3;

  private Wav() {}

  public static byte[] file(int codec, int channels, int rate, int bits, byte[] data) {
    return riff(chunk("fmt ", format(codec, channels, rate, bits)), chunk("data", data));
  }

  public static byte[] format(int codec, int channels, int rate, int bits) {
    int frameBytes = channels * ((bits + 7) / 8);
    return littleEndian(16)
        .putShort((short) codec)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * frameBytes)
        .putShort((short) frameBytes)
        .putShort((short) bits)
        .array();
  }

  public static byte[] riff(byte[]... chunks) {
    byte[] content = join(chunks);
    byte[] head =
        littleEndian(12).put(tag("RIFF")).putInt(4 + content.length).put(tag("WAVE")).array();
    return join(head, content);
  }

  public static byte[] chunk(String kind, byte[] content) {
    return chunk(kind, content.length, content);
  }

  /** A chunk whose header says something else than its content. */
  public static byte[] chunk(String kind, int length, byte[] content) {
    byte[] head = littleEndian(8).put(tag(kind)).putInt(length).array();
    return join(head, content, new byte[content.length % 2]);
  }

  public static byte[] floats(float... samples) {
    byte[] data = new byte[Float.BYTES * samples.length];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(samples);
    return data;
  }

  public static byte[] shorts(int... samples) {
    byte[] data = new byte[Short.BYTES * samples.length];
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    for (int sample : samples) {
      buffer.putShort((short) sample);
    }
    return data;
  }

  public static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] tag(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
