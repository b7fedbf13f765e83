package org.greedyinfomax.data.ffmpeg;

import java.io.IOException;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.SampleRates;

/**
 * A recording that FFmpeg decodes. A part that cannot be decoded makes it damaged, unless it is the
 * last one: files that were cut off end so.
 */
final class FfmpegStream implements AudioStream {

  private final Container container;
  private final Codec codec;
  private final String name;
  private final int sampleRate;
  private final int channels;

  /** Frames that were decoded, handed on or not. */
  private long frames;

  private double[] block;
  private int blockFrames;
  private int taken;
  private boolean isBroken;

  /** Whether the codec has found damage since it was fed. */
  private boolean isStuck;

  private boolean isOver;
  private boolean isCutOff;

  private FfmpegStream(Container container, Codec codec, String name)
      throws IOException, BadFileException {
    this.container = container;
    this.codec = codec;
    this.name = name;
    this.block = new double[0];
    if (!decode()) {
      throw new BadFileException(
          name, Text.format("is damaged: no sound of its %s can be decoded", codec.title()));
    }
    this.sampleRate = codec.sampleRate();
    this.channels = codec.channels();
    SampleRates.require(sampleRate, name);
    if (channels < 1) {
      throw new BadFileException(name, "is damaged: it has no channels");
    }
    copyBlock();
  }

  /**
   * Opens a recording.
   *
   * @param format what FFmpeg calls the format of the file
   */
  static FfmpegStream open(MediaInput in, String format, String name)
      throws IOException, BadFileException {
    Container container = Container.open(in, format, Track.SOUND, name);
    try {
      Codec codec = Codec.open(container.parameters(), name);
      try {
        return new FfmpegStream(container, codec, name);
      } catch (IOException | BadFileException | RuntimeException e) {
        codec.close();
        throw e;
      }
    } catch (IOException | BadFileException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public OptionalLong frames() {
    return OptionalLong.empty(); // headers tell about how many, but not at most
  }

  @Override
  public int read(double[] samples) throws IOException, BadFileException {
    while (taken == blockFrames) { // a block may be empty
      if (!decode()) {
        return 0;
      }
      copyBlock();
    }
    int count = Math.min(samples.length / channels, blockFrames - taken);
    System.arraycopy(block, taken * channels, samples, 0, count * channels);
    taken += count;
    return count;
  }

  /** Decodes the next block; returns whether there is one. */
  private boolean decode() throws IOException, BadFileException {
    while (!isOver) {
      switch (codec.receive()) {
        case BLOCK -> {
          if (isBroken) {
            throw damaged();
          }
          return true;
        }
        case END -> {
          isOver = true;
          isCutOff = isBroken || container.isCutOff((double) frames / sampleRate);
        }
        case BROKEN -> {
          if (isStuck) {
            throw damaged(); // it would say so for ever
          }
          isBroken = true;
          isStuck = true;
        }
        case HUNGRY -> {
          isStuck = false;
          if (!codec.feed(container.next())) {
            if (isBroken) {
              throw damaged();
            }
            isBroken = true;
          }
        }
      }
    }
    return false;
  }

  private void copyBlock() throws BadFileException {
    if (codec.sampleRate() != sampleRate || codec.channels() != channels) {
      throw new BadFileException(
          name,
          Text.format(
              "changes from %d channels at %d Hz to %d at %d Hz after %d samples: split it there",
              channels, sampleRate, codec.channels(), codec.sampleRate(), frames));
    }
    blockFrames = codec.frames();
    if (block.length < blockFrames * channels) {
      block = new double[blockFrames * channels];
    }
    codec.copy(block);
    taken = 0;
    frames += blockFrames;
  }

  private BadFileException damaged() {
    return new BadFileException(
        name,
        Text.format(
            "is damaged: after %d samples its %s cannot be decoded", frames, codec.title()));
  }

  @Override
  public Set<Remark> remarks() {
    return isCutOff ? EnumSet.of(Remark.CUT_OFF) : EnumSet.noneOf(Remark.class);
  }

  @Override
  public void close() {
    codec.close();
    container.close();
  }
}
