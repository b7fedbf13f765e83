package org.greedyinfomax.data.wav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.media.MediaType;

/**
 * Reads a WAV file: PCM and floating point, A-law and mu-law (ITU-T G.711), and ADPCM of Microsoft
 * and of IMA, in any of the containers of {@link RiffChunks}.
 *
 * <p>Floating point is read twice: first for its peak, which {@link FloatScale} needs.
 */
public final class WavDecoder implements AudioStream {

  private final MediaInput in;
  private final RiffChunks chunks;
  private final WavFormat format;
  private final String name;
  private final Set<Remark> remarks;
  private final WavBlocks blocks;

  public WavDecoder(MediaInput in, MediaType type, String name)
      throws IOException, BadFileException {
    this.in = in;
    this.name = name;
    this.chunks = RiffChunks.read(in, type, name);
    this.format = WavFormat.read(chunks.format(), name);
    this.remarks = EnumSet.noneOf(Remark.class);
    remarks.addAll(chunks.remarks());
    this.blocks = format.isAdpcm() ? new AdpcmBlocks() : new PlainBlocks();
  }

  /** How the frames of one kind of formats are decoded. */
  private sealed interface WavBlocks {

    long frames();

    int read(double[] samples) throws IOException, BadFileException;
  }

  @Override
  public int sampleRate() {
    return format.sampleRate();
  }

  @Override
  public int channels() {
    return format.channels();
  }

  @Override
  public OptionalLong frames() {
    return OptionalLong.of(blocks.frames());
  }

  @Override
  public int read(double[] samples) throws IOException, BadFileException {
    return blocks.read(samples);
  }

  /** Whether whatever bytes there are can be decoded. */
  public boolean takesAnyBytes() {
    return !format.isAdpcm() && format.codec() != WavFormat.FLOAT;
  }

  /** Reads all bytes without decoding them, and returns of how many frames they are. */
  public long readThrough() throws IOException, BadFileException {
    WavData data = new WavData(in, chunks.data(), format.frameBytes(), name);
    long frames = 0;
    while (true) {
      int read = data.next(Integer.MAX_VALUE).remaining() / format.frameBytes();
      if (read == 0) {
        return frames;
      }
      frames += read;
    }
  }

  @Override
  public Set<Remark> remarks() {
    return Set.copyOf(remarks);
  }

  @Override
  public void close() {
    // nothing was opened
  }

  /** Samples one after another. */
  private final class PlainBlocks implements WavBlocks {

    private final SampleReader reader = SampleReader.of(format);
    private final WavData data = new WavData(in, chunks.data(), format.frameBytes(), name);
    private double scale;
    private long frames;

    @Override
    public long frames() {
      return chunks.data().stream().mapToLong(range -> range.bytes() / format.frameBytes()).sum();
    }

    @Override
    public int read(double[] samples) throws IOException, BadFileException {
      if (scale == 0) {
        scale = format.codec() == WavFormat.FLOAT ? scale() : 1;
      }
      int channels = format.channels();
      ByteBuffer bytes = data.next(samples.length / channels);
      int count = bytes.remaining() / format.frameBytes();
      reader.read(bytes, samples, count * channels);
      if (format.codec() == WavFormat.FLOAT) {
        scale(samples, count * channels);
      }
      frames += count;
      return count;
    }

    private void scale(double[] samples, int count) throws BadFileException {
      for (int i = 0; i < count; i++) {
        if (!Double.isFinite(samples[i])) {
          throw new BadFileException(
              name,
              Text.format(
                  "has a sample that is %s, at frame %d",
                  samples[i], frames + i / format.channels()));
        }
        samples[i] *= scale;
      }
    }

    private double scale() throws IOException, BadFileException {
      FloatScale found = FloatScale.of(in, chunks.data(), format, name);
      if (found.isNeeded()) {
        remarks.add(Remark.SCALED);
      }
      return found.factor(name);
    }
  }

  /** Blocks of compressed frames. */
  private final class AdpcmBlocks implements WavBlocks {

    private final AdpcmDecoder decoder = AdpcmDecoder.of(format, name);
    private final WavData data = new WavData(in, chunks.data(), decoder.blockBytes(), name);
    private long left = frames();
    private int decoded;
    private int taken;

    AdpcmBlocks() throws BadFileException {}

    @Override
    public long frames() {
      List<RiffChunks.Range> all = chunks.data();
      long held = all.stream().mapToLong(range -> decoder.mostFrames(range.bytes())).sum();
      return Math.min(held, chunks.frames());
    }

    @Override
    public int read(double[] samples) throws IOException, BadFileException {
      while (taken == decoded && left > 0) {
        ByteBuffer block = data.nextWithRest();
        if (!block.hasRemaining()) {
          return 0;
        }
        decoded = decoder.decode(block);
        taken = 0;
      }
      int channels = format.channels();
      int count = (int) Math.min(Math.min(decoded - taken, left), (long) samples.length / channels);
      System.arraycopy(decoder.samples(), taken * channels, samples, 0, count * channels);
      taken += count;
      left -= count;
      return count;
    }
  }
}
