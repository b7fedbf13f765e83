package org.greedyinfomax.data.wav;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.greedyinfomax.Check;

/** Writes 16-bit PCM WAV files. */
public final class WavWriter {

  private static final int HEADER_BYTES = 44;

  private WavWriter() {}

  /**
   * Writes a mono file.
   *
   * @param out takes the whole file; stays open
   * @param sampleRate in Hz, at least 1
   * @param samples in time order
   */
  public static void write(OutputStream out, int sampleRate, short[] samples) throws IOException {
    write(out, sampleRate, 1, samples);
  }

  /**
   * Writes a file of any number of channels.
   *
   * @param out takes the whole file; stays open
   * @param sampleRate in Hz, at least 1
   * @param channels at least 1
   * @param interleaved {@code [frames, channels]}
   */
  public static void write(OutputStream out, int sampleRate, int channels, short[] interleaved)
      throws IOException {
    Check.argument(
        sampleRate >= 1,
        "a WAV file needs a sample rate of at least 1 Hz, but is given %d",
        sampleRate);
    Check.argument(
        channels >= 1 && interleaved.length % channels == 0,
        "%d samples cannot be frames of %d channels",
        interleaved.length,
        channels);
    int dataBytes = Math.multiplyExact(Short.BYTES, interleaved.length);
    int frameBytes = Short.BYTES * channels;

    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(HEADER_BYTES, dataBytes)).order(ByteOrder.LITTLE_ENDIAN);
    file.put(tag("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(tag("WAVE"));
    file.put(tag("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
    file.putInt(sampleRate).putInt(sampleRate * frameBytes);
    file.putShort((short) frameBytes).putShort((short) Short.SIZE);
    file.put(tag("data")).putInt(dataBytes);
    file.asShortBuffer().put(interleaved);
    out.write(file.array());
  }

  private static byte[] tag(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
