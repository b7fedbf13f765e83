package org.greedyinfomax.data.flac;

import java.io.IOException;
import java.util.HexFormat;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.SampleRates;

/**
 * What a FLAC file says about itself, in its first metadata block (RFC 9639, 8.2).
 *
 * @param frames samples of each channel, 0 if unknown
 * @param md5 of the samples, in hexadecimal; all zeros if unknown
 */
record FlacStreamInfo(int sampleRate, int channels, int bits, long frames, String md5) {

  private static final int TYPE = 0;
  private static final int BYTES = 34;

  /** Reads all metadata, which starts with this block, and stops before the first frame. */
  static FlacStreamInfo read(BitReader in, String name) throws IOException, BadFileException {
    boolean isLast = in.unsigned(1) == 1;
    long type = in.unsigned(7);
    long length = in.unsigned(24);
    if (type != TYPE || length != BYTES) {
      throw new BadFileException(
          name, "is damaged: its FLAC header does not begin with a STREAMINFO block");
    }
    FlacStreamInfo info = readBlock(in);
    while (!isLast) {
      isLast = in.unsigned(1) == 1;
      in.unsigned(7);
      in.skipBytes((int) in.unsigned(24));
    }
    SampleRates.require(info.sampleRate, name);
    return info;
  }

  private static FlacStreamInfo readBlock(BitReader in) throws IOException, BadFileException {
    in.skipBytes(10); // sizes of blocks and frames: hints only
    int sampleRate = (int) in.unsigned(20);
    int channels = (int) in.unsigned(3) + 1;
    int bits = (int) in.unsigned(5) + 1;
    long frames = in.unsigned(36);
    byte[] md5 = new byte[16];
    for (int i = 0; i < md5.length; i++) {
      md5[i] = (byte) in.unsigned(8);
    }
    return new FlacStreamInfo(sampleRate, channels, bits, frames, HexFormat.of().formatHex(md5));
  }

  boolean hasMd5() {
    return md5.chars().anyMatch(digit -> digit != '0');
  }
}
