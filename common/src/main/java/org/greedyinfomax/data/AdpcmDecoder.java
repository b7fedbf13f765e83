package org.greedyinfomax.data;

import java.nio.ByteBuffer;

/**
 * Reads blocks of four-bit differences: each block begins with whole samples, so that none depends
 * on the one before.
 */
abstract sealed class AdpcmDecoder permits ImaAdpcm, MicrosoftAdpcm {

  private final int channels;
  private final int blockBytes;
  private final int headerBytes;
  private final double[] samples;

  /**
   * Makes a decoder of blocks.
   *
   * @param headerBytes of one channel, with which each block begins
   * @param headerFrames that these bytes hold
   */
  AdpcmDecoder(WavFormat format, int headerBytes, int headerFrames, String name)
      throws BadFileException {
    this.channels = format.channels();
    this.blockBytes = format.blockBytes();
    this.headerBytes = headerBytes * channels;
    if (blockBytes <= this.headerBytes) {
      throw new BadFileException(
          name, "is damaged: its header gives ADPCM blocks of " + blockBytes + " bytes");
    }
    this.samples = new double[(frames(blockBytes) + headerFrames) * channels];
  }

  static AdpcmDecoder of(WavFormat format, String name) throws BadFileException {
    return format.codec() == WavFormat.IMA_ADPCM
        ? new ImaAdpcm(format, name)
        : new MicrosoftAdpcm(format, name);
  }

  /** Decodes whole blocks, and the last one as far as it goes, up to a number of frames. */
  final void decode(ByteBuffer data, long mostFrames, ChannelMixer mixer) {
    while (data.remaining() > headerBytes && mixer.frames() < mostFrames) {
      int length = Math.min(blockBytes, data.remaining());
      ByteBuffer block = data.slice(data.position(), length).order(data.order());
      data.position(data.position() + length);
      int count = decodeBlock(block, samples);
      mixer.add(samples, (int) Math.min(count, mostFrames - mixer.frames()));
    }
  }

  /**
   * Decodes a block.
   *
   * @param samples receives fractions of full scale, {@code [frames, channels]}
   * @return the number of frames
   */
  abstract int decodeBlock(ByteBuffer block, double[] samples);

  final int channels() {
    return channels;
  }

  /** Returns the frames that the four-bit codes of a block of so many bytes hold. */
  final int frames(int bytes) {
    return (bytes - headerBytes) * 2 / channels;
  }

  static int clamp16(int sample) {
    return Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
  }
}
