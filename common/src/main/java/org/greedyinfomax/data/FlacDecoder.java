package org.greedyinfomax.data;

import java.io.EOFException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.greedyinfomax.Text;

/**
 * Reads a FLAC file (RFC 9639) and verifies it: the checksums of every frame, and the MD5 of all
 * samples, where the file has one.
 */
final class FlacDecoder {

  private static final int MARKER_BYTES = 4;

  /** As many as fit one array and its growth; more than six hours at 48 kHz. */
  private static final int MOST_FRAMES = 1 << 30;

  private final byte[] content;
  private final String name;
  private final BitReader in;
  private float[] mono = new float[1 << 17];
  private int frames;

  FlacDecoder(byte[] content, String name) {
    this.content = content;
    this.name = name;
    this.in = new BitReader(content);
  }

  Recording decode() throws BadFileException {
    try {
      in.skipBytes(MARKER_BYTES);
      FlacStreamInfo info = FlacStreamInfo.read(in, name);
      MessageDigest md5 = md5();
      while (info.frames() == 0 ? !in.isAtEnd() : frames < info.frames()) {
        decodeFrame(info, md5);
      }
      String actual = HexFormat.of().formatHex(md5.digest());
      DamagedException.unless(
          !info.hasMd5() || info.md5().equals(actual),
          "decodes to samples whose MD5 is not the one in its header");
      return new Recording(info.sampleRate(), info.channels(), Arrays.copyOf(mono, frames));
    } catch (EOFException end) {
      throw new BadFileException(
          name, Text.format("is truncated: the FLAC stream ends after %d whole samples", frames));
    } catch (DamagedException damage) {
      throw new BadFileException(
          name,
          Text.format(
              "is damaged: after %d samples, the FLAC stream %s", frames, damage.getMessage()));
    }
  }

  private void decodeFrame(FlacStreamInfo info, MessageDigest md5)
      throws EOFException, DamagedException {
    int start = in.position();
    FlacFrameHeader header = FlacFrameHeader.read(in, content);
    DamagedException.unless(
        header.channels() == info.channels()
            && (header.bits() == 0 || header.bits() == info.bits()),
        "changes its number of channels or bits");
    DamagedException.unless(
        frames <= MOST_FRAMES - header.frames(), "has more than 2^30 samples, so split it");
    long[][] channels = new long[info.channels()][];
    for (int c = 0; c < channels.length; c++) {
      int bits = info.bits() + (header.isSide(c) ? 1 : 0);
      channels[c] = FlacSubframe.read(in, header.frames(), bits);
    }
    in.skipToByte();
    int end = in.position();
    DamagedException.unless(
        in.unsigned(16) == FlacChecksum.FRAME.of(content, start, end),
        "has a frame whose checksum does not match");
    header.separate(channels);
    md5.update(interleaved(channels, header.frames(), (info.bits() + 7) / 8));
    append(channels, header.frames(), info.bits());
  }

  private void append(long[][] channels, int count, int bits) {
    if (frames + count > mono.length) {
      mono = Arrays.copyOf(mono, Math.max(frames + count, Math.min(MOST_FRAMES, mono.length * 2)));
    }
    double fullScale = channels.length * Math.scalb(1.0, bits - 1);
    for (int i = 0; i < count; i++) {
      long sum = 0;
      for (long[] channel : channels) {
        sum += channel[i];
      }
      mono[frames + i] = (float) (sum / fullScale);
    }
    frames += count;
  }

  /** Lays samples out as the MD5 is defined on them: frame by frame, little-endian. */
  private static byte[] interleaved(long[][] channels, int count, int sampleBytes) {
    byte[] bytes = new byte[count * channels.length * sampleBytes];
    int at = 0;
    for (int i = 0; i < count; i++) {
      for (long[] channel : channels) {
        for (int b = 0; b < sampleBytes; b++) {
          bytes[at] = (byte) (channel[i] >> (8 * b));
          at++;
        }
      }
    }
    return bytes;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has MD5", impossible);
    }
  }
}
