package org.greedyinfomax.data.wav;

import java.nio.ByteBuffer;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.SampleRates;

/**
 * What the {@code fmt} chunk of a WAV file says.
 *
 * @param codec the format tag; of an extensible format, the one inside
 * @param sampleRate in Hz
 * @param channels at least 1
 * @param blockBytes of a frame, or of a block of compressed frames; 0 if the file does not say
 * @param bits of a sample
 * @param extension what follows the sixteen bytes that all have, little-endian
 */
record WavFormat(
    int codec, int sampleRate, int channels, int blockBytes, int bits, ByteBuffer extension) {

  static final int PCM = 1;
  static final int MICROSOFT_ADPCM = 2;
  static final int FLOAT = 3;
  static final int A_LAW = 6;
  static final int MU_LAW = 7;
  static final int IMA_ADPCM = 0x11;
  private static final int EXTENSIBLE = 0xfffe;

  static WavFormat read(ByteBuffer chunk, String name) throws BadFileException {
    if (chunk.remaining() < 16) {
      throw new BadFileException(
          name,
          Text.format(
              "is damaged: its format chunk has %d bytes instead of 16", chunk.remaining()));
    }
    int codec = Short.toUnsignedInt(chunk.getShort());
    int channels = Short.toUnsignedInt(chunk.getShort());
    int sampleRate = chunk.getInt();
    chunk.getInt(); // bytes a second: follows from the others
    int blockBytes = Short.toUnsignedInt(chunk.getShort());
    int bits = Short.toUnsignedInt(chunk.getShort());
    if (codec == EXTENSIBLE && chunk.remaining() >= 10) {
      codec = Short.toUnsignedInt(chunk.getShort(chunk.position() + 8));
    }
    SampleRates.require(sampleRate, name);
    WavFormat format =
        new WavFormat(
            codec, sampleRate, channels, blockBytes, bits, chunk.slice().order(chunk.order()));
    format.requireSupported(name);
    if (channels == 0) {
      throw new BadFileException(name, "is damaged: its header gives 0 channels");
    }
    return format;
  }

  private void requireSupported(String name) throws BadFileException {
    boolean isSupported =
        switch (codec) {
          case PCM -> bits >= 1 && bits <= 32;
          case FLOAT -> bits == 32 || bits == 64;
          case A_LAW, MU_LAW -> bits == 8;
          case MICROSOFT_ADPCM, IMA_ADPCM -> bits == 4;
          default -> false;
        };
    if (!isSupported) {
      throw new BadFileException(
          name,
          Text.format(
              "has an unsupported WAV encoding: %s of %d bits; convert it to PCM or FLAC",
              codecName(), bits));
    }
  }

  private String codecName() {
    return switch (codec) {
      case PCM -> "PCM";
      case FLOAT -> "floating point";
      case MICROSOFT_ADPCM, IMA_ADPCM -> "ADPCM (codec " + codec + ")";
      case A_LAW -> "A-law (codec 6)";
      case MU_LAW -> "mu-law (codec 7)";
      case 0x31 -> "GSM 6.10 (codec 49)";
      case 0x50, 0x55 -> "MPEG (codec " + codec + ")";
      default -> "codec " + codec;
    };
  }

  boolean isAdpcm() {
    return codec == MICROSOFT_ADPCM || codec == IMA_ADPCM;
  }

  /**
   * Returns the bytes of one channel's sample in a frame. Frames may be wider than the samples in
   * them, as 24 bits in four bytes are; a width that does not fit is not believed.
   */
  int sampleBytes() {
    int least = (bits + 7) / 8;
    int most = codec == PCM ? Integer.BYTES : least;
    int width = blockBytes / channels;
    return blockBytes % channels == 0 && width >= least && width <= most ? width : least;
  }

  /** Returns the bytes of a frame: of all channels at one time. */
  int frameBytes() {
    return channels * sampleBytes();
  }
}
