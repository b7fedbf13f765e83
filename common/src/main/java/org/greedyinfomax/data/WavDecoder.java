package org.greedyinfomax.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.greedyinfomax.Channel;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.media.MediaType;

/**
 * Reads a WAV file: PCM and floating point, A-law and mu-law (ITU-T G.711), and ADPCM of Microsoft
 * and of IMA, in any of the containers of {@link RiffChunks}.
 */
final class WavDecoder {

  /** Frames that are mixed at a time. */
  private static final int BLOCK = 4096;

  private final RiffChunks chunks;
  private final WavFormat format;
  private final String name;
  private final ChannelMixer mixer;
  private final Set<Remark> remarks;

  WavDecoder(byte[] content, MediaType type, Channel choice, String name) throws BadFileException {
    this.chunks = RiffChunks.read(content, type, name);
    this.format = WavFormat.read(chunks.format(), name);
    this.name = name;
    this.mixer = new ChannelMixer(format.channels(), choice);
    this.remarks = EnumSet.copyOf(chunks.remarks());
  }

  Recording decode() throws BadFileException {
    if (format.isAdpcm()) {
      AdpcmDecoder decoder = AdpcmDecoder.of(format, name);
      for (ByteBuffer data : chunks.data()) {
        decoder.decode(data, Math.min(chunks.frames(), mixer.room()), mixer);
      }
    } else {
      SampleReader reader = SampleReader.of(format);
      double scale = format.codec() == WavFormat.FLOAT ? scale(reader) : 1;
      for (ByteBuffer data : chunks.data()) {
        decode(data, reader, scale);
      }
    }
    remarks.addAll(mixer.remarks());
    return new Recording(format.sampleRate(), format.channels(), mixer.mono(), remarks);
  }

  private void decode(ByteBuffer data, SampleReader reader, double scale) throws BadFileException {
    int channels = format.channels();
    int left = Math.min(data.remaining() / format.frameBytes(), mixer.room());
    double[] block = new double[Math.min(left, BLOCK) * channels];
    while (left > 0) {
      int count = Math.min(left, BLOCK);
      for (int i = 0; i < count * channels; i++) {
        double sample = reader.next(data);
        if (!Double.isFinite(sample)) {
          throw bad(
              Text.format(
                  "has a sample that is %s, at frame %d", sample, mixer.frames() + i / channels));
        }
        block[i] = sample * scale;
      }
      mixer.add(block, count);
      left -= count;
    }
  }

  /**
   * Returns what floating-point samples are to be multiplied by: 1 where they stay within full
   * scale, as they should. Whole numbers beyond it are those of 16, 24 or 32 bits.
   */
  private double scale(SampleReader reader) throws BadFileException {
    double peak = 0;
    boolean areWhole = true;
    for (ByteBuffer data : chunks.data()) {
      ByteBuffer copy = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      while (copy.remaining() >= format.sampleBytes()) {
        double sample = Math.abs(reader.next(copy));
        if (Double.isFinite(sample)) {
          peak = Math.max(peak, sample);
          areWhole &= sample == Math.rint(sample);
        }
      }
    }
    if (peak <= 1) {
      return 1;
    }
    remarks.add(Remark.SCALED);
    if (areWhole) {
      for (double fullScale : List.of(0x1p15, 0x1p23, 0x1p31)) {
        if (peak <= fullScale) {
          return 1 / fullScale;
        }
      }
    }
    if (peak > 4) { // 12 dB: no limiter was forgotten here
      throw bad(
          Text.format(
              "has floating-point samples up to %s, where full scale is 1: scale or convert it",
              (float) peak));
    }
    return 1 / peak;
  }

  private BadFileException bad(String reason) {
    return new BadFileException(name, reason);
  }
}
