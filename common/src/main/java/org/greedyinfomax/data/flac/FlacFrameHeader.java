package org.greedyinfomax.data.flac;

import java.io.IOException;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.DamagedException;

/**
 * The header of a FLAC frame (RFC 9639, 9.1).
 *
 * @param frames samples of each channel
 * @param sampleRate in Hz, 0 where the frame refers to the stream's header
 * @param bits of a sample, 0 where the frame refers to the stream's header
 */
record FlacFrameHeader(int frames, int sampleRate, int channels, Stereo stereo, int bits) {

  private static final int SYNC = 0b111111111111100;
  private static final int[] RATES = {
    0, 88_200, 176_400, 192_000, 8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000
  };
  private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};

  /** How two channels were made into the two that are stored. */
  enum Stereo {
    INDEPENDENT,
    LEFT_SIDE,
    SIDE_RIGHT,
    MID_SIDE
  }

  /** Reads a header, its checksum included. */
  static FlacFrameHeader read(BitReader in) throws IOException, DamagedException, BadFileException {
    DamagedException.unless(in.unsigned(15) == SYNC, "has no frame where one should begin");
    in.unsigned(1); // whether blocks vary in size: only says how to read the number below
    int sizeCode = (int) in.unsigned(4);
    int rateCode = (int) in.unsigned(4);
    int channelCode = (int) in.unsigned(4);
    int bits = BITS[(int) in.unsigned(3)];
    DamagedException.unless(
        sizeCode != 0 && rateCode != 15 && channelCode <= 10 && bits >= 0 && in.unsigned(1) == 0,
        "has a frame header with reserved values");
    skipNumber(in);
    int frames = frames(sizeCode, in);
    int sampleRate = sampleRate(rateCode, in);
    int checksum = in.headerChecksum();
    DamagedException.unless(
        in.unsigned(8) == checksum, "has a frame header whose checksum does not match");
    return new FlacFrameHeader(
        frames,
        sampleRate,
        channelCode < 8 ? channelCode + 1 : 2,
        Stereo.values()[Math.max(0, channelCode - 7)],
        bits);
  }

  /** Skips the frame's number, coded like a character of UTF-8. */
  private static void skipNumber(BitReader in)
      throws IOException, DamagedException, BadFileException {
    int first = (int) in.unsigned(8);
    int leadingOnes = Integer.numberOfLeadingZeros(~(first << 24));
    DamagedException.unless(
        leadingOnes != 1 && leadingOnes <= 7, "has a frame header with a malformed number");
    in.skipBytes(Math.max(0, leadingOnes - 1));
  }

  private static int frames(int code, BitReader in) throws IOException, BadFileException {
    return switch (code) {
      case 1 -> 192;
      case 2, 3, 4, 5 -> 144 << code;
      case 6 -> (int) in.unsigned(8) + 1;
      case 7 -> (int) in.unsigned(16) + 1;
      default -> 1 << code;
    };
  }

  private static int sampleRate(int code, BitReader in) throws IOException, BadFileException {
    return switch (code) {
      case 12 -> 1000 * (int) in.unsigned(8);
      case 13 -> (int) in.unsigned(16);
      case 14 -> 10 * (int) in.unsigned(16);
      default -> RATES[code];
    };
  }

  /** Whether a stored channel is a difference, which takes one bit more. */
  boolean isSide(int channel) {
    return switch (stereo) {
      case INDEPENDENT -> false;
      case SIDE_RIGHT -> channel == 0;
      case LEFT_SIDE, MID_SIDE -> channel == 1;
    };
  }

  /** Turns the stored channels {@code [channels, frames]} into left and right, in place. */
  void separate(long[][] channels) {
    if (stereo == Stereo.INDEPENDENT) {
      return;
    }
    long[] left = channels[0];
    long[] right = channels[1];
    for (int i = 0; i < frames; i++) {
      long first = left[i];
      long second = right[i];
      switch (stereo) {
        case LEFT_SIDE -> right[i] = first - second;
        case SIDE_RIGHT -> left[i] = first + second;
        case MID_SIDE -> {
          // Halving lost the lowest bit of left + right, which equals that of left − right.
          long sum = (first << 1) | (second & 1);
          left[i] = (sum + second) >> 1;
          right[i] = (sum - second) >> 1;
        }
        case INDEPENDENT -> throw new AssertionError("returned above");
      }
    }
  }
}
