package org.greedyinfomax.data.media;

import java.util.Optional;

/**
 * MPEG audio that begins with a frame: MP3 and its older layers, and AAC as ADTS. The eleven bits
 * of a frame's begin may stand anywhere, so the header must make sense, and the next frame must
 * stand where the first one ends, as far as there are bytes.
 */
final class MpegSync {

  private static final int HEADER = 7;

  /** Kilobits a second, by layer (1, 2, 3) of MPEG 1, and of layer 1, and 2 and 3, of MPEG 2. */
  private static final int[][] BIT_RATES = {
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
  };

  private static final int[] RATES = {44_100, 48_000, 32_000};

  private MpegSync() {}

  /** Tells which of the two some bytes begin with, if either. */
  static Optional<MediaType> of(byte[] bytes, int begin) {
    int length = frame(bytes, begin);
    boolean goesOn =
        length > 0
            && (begin + (long) length + HEADER > bytes.length || frame(bytes, begin + length) > 0);
    if (!goesOn) {
      return Optional.empty();
    }
    return Optional.of(layer(bytes, begin) == 0 ? MediaType.AAC : MediaType.MP3);
  }

  /** Returns the length of the frame that begins somewhere; 0 if none does. */
  private static int frame(byte[] bytes, int begin) {
    if (begin + HEADER > bytes.length
        || bytes[begin] != (byte) 0xff
        || (bytes[begin + 1] & 0xe0) != 0xe0) {
      return 0;
    }
    return layer(bytes, begin) == 0 ? adts(bytes, begin) : mpeg(bytes, begin);
  }

  private static int layer(byte[] bytes, int begin) {
    return bytes[begin + 1] >> 1 & 3;
  }

  private static int adts(byte[] bytes, int begin) {
    boolean isAdts = (bytes[begin + 1] & 0xf0) == 0xf0 && (bytes[begin + 2] >> 2 & 0xf) < 13;
    int length =
        (bytes[begin + 3] & 3) << 11
            | (bytes[begin + 4] & 0xff) << 3
            | (bytes[begin + 5] & 0xff) >> 5;
    return isAdts && length > HEADER ? length : 0;
  }

  private static int mpeg(byte[] bytes, int begin) {
    int version = bytes[begin + 1] >> 3 & 3; // 0: MPEG 2.5, 2: MPEG 2, 3: MPEG 1
    int layer = 4 - layer(bytes, begin);
    int bits = bytes[begin + 2] >> 4 & 0xf;
    int rates = bytes[begin + 2] >> 2 & 3;
    if (version == 1 || bits == 0 || bits == 15 || rates == 3) {
      return 0;
    }
    int rate = RATES[rates] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    int kilobits = BIT_RATES[version == 3 ? layer - 1 : layer == 1 ? 3 : 4][bits];
    int padding = bytes[begin + 2] >> 1 & 1;
    if (layer == 1) {
      return (12_000 * kilobits / rate + padding) * 4;
    }
    int slots = layer == 3 && version != 3 ? 72_000 : 144_000;
    return slots * kilobits / rate + padding;
  }
}
