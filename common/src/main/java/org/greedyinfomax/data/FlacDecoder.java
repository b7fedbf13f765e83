package org.greedyinfomax.data;

import java.io.EOFException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.greedyinfomax.Channel;
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
  private final Channel choice;
  private int frames;

  FlacDecoder(byte[] content, Channel choice, String name) {
    this.content = content;
    this.choice = choice;
    this.name = name;
    this.in = new BitReader(content);
  }

  Recording decode() throws BadFileException {
    try {
      in.skipBytes(MARKER_BYTES);
      FlacStreamInfo info = FlacStreamInfo.read(in, name);
      MessageDigest md5 = md5();
      ChannelMixer mixer = new ChannelMixer(info.channels(), choice);
      while (info.frames() == 0 ? !isOver() : frames < info.frames()) {
        decodeFrame(info, md5, mixer);
      }
      String actual = HexFormat.of().formatHex(md5.digest());
      DamagedException.unless(
          !info.hasMd5() || info.md5().equals(actual),
          "decodes to samples whose MD5 is not the one in its header");
      return new Recording(info.sampleRate(), info.channels(), mixer.mono(), mixer.remarks());
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

  private void decodeFrame(FlacStreamInfo info, MessageDigest md5, ChannelMixer mixer)
      throws EOFException, DamagedException {
    int start = in.position();
    FlacFrameHeader header = FlacFrameHeader.read(in, content);
    DamagedException.unless(
        header.channels() == info.channels()
            && (header.bits() == 0 || header.bits() == info.bits()),
        "changes its number of channels or bits");
    DamagedException.unless(
        header.sampleRate() == 0 || header.sampleRate() == info.sampleRate(),
        "changes its sample rate: split it where it does");
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
    mix(channels, header.frames(), info.bits(), mixer);
  }

  private void mix(long[][] channels, int count, int bits, ChannelMixer mixer) {
    double fullScale = Math.scalb(1.0, bits - 1);
    double[] samples = new double[count * channels.length];
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < channels.length; c++) {
        samples[i * channels.length + c] = channels[c][i] / fullScale;
      }
    }
    mixer.add(samples, count);
    frames += count;
  }

  /** Whether a stream of unknown length ends here: behind it are only zeros or another's tag. */
  private boolean isOver() {
    int at = in.position();
    if (FirstBytes.hasTag(content, at, "TAG") || FirstBytes.hasTag(content, at, "APETAGEX")) {
      return true;
    }
    while (at < content.length && content[at] == 0) {
      at++;
    }
    return at == content.length || (at > in.position() && FirstBytes.hasTag(content, at, "TAG"));
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
