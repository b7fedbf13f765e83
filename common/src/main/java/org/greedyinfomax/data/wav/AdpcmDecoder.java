package org.greedyinfomax.data.wav;

import java.nio.ByteBuffer;
import org.greedyinfomax.data.BadFileException;

/**
 * Reads blocks of four-bit differences: each block begins with whole samples, so that none depends
 * on the one before.
 */
abstract sealed class AdpcmDecoder permits ImaAdpcm, MicrosoftAdpcm {

  private final int channels;
  private final int blockBytes;
  private final int headerBytes;
  private final int headerFrames;
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
    this.headerFrames = headerFrames;
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

  /** Returns the bytes of a block; the last one may have fewer. */
  final int blockBytes() {
    return blockBytes;
  }

  /** Returns at most how many frames so many bytes of blocks have. */
  final long mostFrames(long bytes) {
    long blocks = bytes / blockBytes;
    int rest = (int) (bytes % blockBytes);
    long ofRest = rest > headerBytes ? frames(rest) + headerFrames : 0;
    return blocks * (frames(blockBytes) + headerFrames) + ofRest;
  }

  /**
   * Decodes a block; the last one as far as it goes.
   *
   * @return the number of frames in {@link #samples}
   */
  final int decode(ByteBuffer block) {
    return block.remaining() > headerBytes ? decodeBlock(block, samples) : 0;
  }

  /** Returns the frames of the block that was decoded last, {@code [frames, channels]}. */
  final double[] samples() {
    return samples;
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
