package org.greedyinfomax.data.flac;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.DamagedException;
import org.greedyinfomax.data.FirstBytes;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Remark;

/**
 * Reads a FLAC file (RFC 9639) and verifies it: the checksums of every frame, and the MD5 of all
 * samples, where the file has one. Of a stream of known length, what follows it is not read.
 */
public final class FlacDecoder implements AudioStream {

  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MARKER_BYTES = 4;
  private static final int TAG_BYTES = 8;
  private static final int ZEROS = 8 << 10;

  private final MediaInput input;
  private final String name;
  private final BitReader in;
  private final FlacStreamInfo info;
  private final MessageDigest md5 = md5();

  /** Frames that were decoded. */
  private long frames;

  /** The block that was decoded last, {@code [channels, frames]}. */
  private long[][] block;

  private int blockFrames;

  /** Samples of a block as the MD5 takes them; its size is that of the largest block. */
  private byte[] interleaved = new byte[0];

  /** Frames of the block that were handed on. */
  private int taken;

  private boolean isVerified;

  public FlacDecoder(MediaInput input, String name) throws IOException, BadFileException {
    this.input = input;
    this.name = name;
    this.in = new BitReader(input);
    try {
      in.skipBytes(MARKER_BYTES);
      this.info = FlacStreamInfo.read(in, name);
    } catch (EOFException end) {
      throw truncated();
    }
    this.block = new long[info.channels()][0];
  }

  @Override
  public int sampleRate() {
    return info.sampleRate();
  }

  @Override
  public int channels() {
    return info.channels();
  }

  @Override
  public OptionalLong frames() {
    return info.frames() == 0 ? OptionalLong.empty() : OptionalLong.of(info.frames());
  }

  @Override
  public Set<Remark> remarks() {
    return Set.of();
  }

  @Override
  public int read(double[] samples) throws IOException, BadFileException {
    try {
      if (taken == blockFrames) {
        if (isOver()) {
          verify();
          return 0;
        }
        decodeFrame();
      }
    } catch (EOFException end) {
      throw truncated();
    } catch (DamagedException damage) {
      throw new BadFileException(
          name,
          Text.format(
              "is damaged: after %d samples, the FLAC stream %s", frames, damage.getMessage()));
    }
    return take(samples);
  }

  private int take(double[] samples) {
    int channels = block.length;
    int count = Math.min(samples.length / channels, blockFrames - taken);
    double scale = Math.scalb(1.0, 1 - info.bits()); // a power of two, so that this is exact
    for (int c = 0; c < channels; c++) {
      long[] channel = block[c];
      int to = c;
      for (int i = taken; i < taken + count; i++) {
        samples[to] = channel[i] * scale;
        to += channels;
      }
    }
    taken += count;
    return count;
  }

  private void decodeFrame() throws IOException, DamagedException, BadFileException {
    in.beginFrame();
    FlacFrameHeader header = FlacFrameHeader.read(in);
    DamagedException.unless(
        header.channels() == info.channels()
            && (header.bits() == 0 || header.bits() == info.bits()),
        "changes its number of channels or bits");
    DamagedException.unless(
        header.sampleRate() == 0 || header.sampleRate() == info.sampleRate(),
        "changes its sample rate: split it where it does");
    if (block[0].length != header.frames()) { // as a rule, the last one only
      block = new long[info.channels()][header.frames()];
    }
    for (int c = 0; c < block.length; c++) {
      int bits = info.bits() + (header.isSide(c) ? 1 : 0);
      FlacSubframe.read(in, block[c], bits);
    }
    in.skipToByte();
    int checksum = in.frameChecksum();
    DamagedException.unless(
        in.unsigned(16) == checksum, "has a frame whose checksum does not match");
    header.separate(block);
    digest(block, header.frames());
    blockFrames = header.frames();
    taken = 0;
    frames += blockFrames;
  }

  private void verify() throws DamagedException {
    if (!isVerified) {
      String actual = HexFormat.of().formatHex(md5.digest());
      DamagedException.unless(
          !info.hasMd5() || info.md5().equals(actual),
          "decodes to samples whose MD5 is not the one in its header");
      isVerified = true;
    }
  }

  /**
   * Whether all is decoded. A stream of unknown length ends where only zeros or another's tag
   * follow.
   */
  private boolean isOver() throws IOException, BadFileException {
    if (info.frames() > 0) {
      return frames >= info.frames();
    }
    byte[] next = in.peek(TAG_BYTES);
    if (FirstBytes.hasTag(next, 0, "TAG") || FirstBytes.hasTag(next, 0, "APETAGEX")) {
      return true;
    }
    if (next.length > 0 && next[0] != 0) {
      return false;
    }
    long end = endOfZeros(in.position());
    return end >= input.length() || FirstBytes.hasTag(input.readAt(end, TAG_BYTES), 0, "TAG");
  }

  private long endOfZeros(long begin) throws IOException, BadFileException {
    long at = begin;
    while (true) {
      byte[] bytes = input.readAt(at, ZEROS);
      for (byte value : bytes) {
        if (value != 0) {
          return at;
        }
        at++;
      }
      if (bytes.length < ZEROS) {
        return input.length();
      }
    }
  }

  /** Lays samples out as the MD5 is defined on them: frame by frame, little-endian. */
  private void digest(long[][] channels, int count) {
    int sampleBytes = (info.bits() + 7) / 8;
    int frameBytes = channels.length * sampleBytes;
    if (interleaved.length < count * frameBytes) {
      interleaved = new byte[count * frameBytes];
    }
    byte[] bytes = interleaved;
    for (int c = 0; c < channels.length; c++) {
      long[] channel = channels[c];
      if (sampleBytes == Short.BYTES) {
        for (int i = 0; i < count; i++) {
          SHORTS.set(bytes, c * Short.BYTES + i * frameBytes, (short) channel[i]);
        }
        continue;
      }
      for (int b = 0; b < sampleBytes; b++) {
        int at = c * sampleBytes + b;
        for (int i = 0; i < count; i++) {
          bytes[at + i * frameBytes] = (byte) (channel[i] >> (8 * b));
        }
      }
    }
    md5.update(bytes, 0, count * frameBytes);
  }

  private BadFileException truncated() {
    return new BadFileException(
        name, Text.format("is truncated: the FLAC stream ends after %d whole samples", frames));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has MD5", impossible);
    }
  }

  @Override
  public void close() {
    // nothing was opened
  }
}
