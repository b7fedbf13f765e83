package org.greedyinfomax.data.flac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.greedyinfomax.Channel;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.Decoded;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Wav;
import org.greedyinfomax.data.conversion.AudioDecoder;
import org.junit.jupiter.api.Test;

/** Against files that libFLAC wrote; {@code reference_flac.py} beside them has the formulas. */
final class FlacDecoderTest {

  @Test
  void passesOverTagsBeforeTheStream() throws Exception {
    byte[] whole = read("mono-16.flac");
    byte[] tagged = new byte[30 + whole.length];
    System.arraycopy(new byte[] {'I', 'D', '3', 3, 0, 0, 0, 0, 0, 20}, 0, tagged, 0, 10);
    System.arraycopy(whole, 0, tagged, 30, whole.length);

    assertThat(decode(tagged).mono()).containsExactly(decode(whole).mono());
  }

  @Test
  void decodesLinearPrediction() throws Exception {
    Decoded recording = decode(read("mono-16.flac"));

    assertThat(recording.sampleRate()).isEqualTo(16000);
    assertThat(recording.channels()).isEqualTo(1);
    assertThat(recording.mono()).containsExactly(mono(5000, 8000, 160, 64, 1, 0x1p15));
  }

  @Test
  void decodesFixedPrediction() throws Exception {
    assertThat(decode(read("mono-16-fixed.flac")).mono())
        .containsExactly(mono(1500, 8000, 160, 16, 2, 0x1p15));
  }

  @Test
  void decodesPlainSamples() throws Exception {
    assertThat(decode(read("mono-16-verbatim.flac")).mono())
        .containsExactly(mono(300, 2, 2, 32768, 3, 0x1p15));
  }

  @Test
  void decodesConstants() throws Exception {
    float[] expected = new float[300];
    Arrays.fill(expected, -1234f / 32768);

    assertThat(decode(read("mono-16-constant.flac")).mono()).containsExactly(expected);
  }

  @Test
  void decodesSamplesWhoseLowestBitsAreZero() throws Exception {
    assertThat(decode(read("mono-16-wasted.flac")).mono())
        .containsExactly(mono(1000, 1000, 100, 8, 4, 0x1p15 / 16));
  }

  @Test
  void decodes8Bits() throws Exception {
    assertThat(decode(read("mono-8.flac")).mono()).containsExactly(mono(700, 120, 50, 4, 7, 0x1p7));
  }

  @Test
  void decodesAndAveragesStereo() throws Exception {
    Decoded of24Bits = decode(read("stereo-24.flac"));

    assertThat(of24Bits.mono()).containsExactly(stereo(1200, 3000000, 210, 200, 5, 0x1p23));
    assertThat(of24Bits.sampleRate()).isEqualTo(44100);
    assertThat(of24Bits.channels()).isEqualTo(2);
    assertThat(decode(read("stereo-16.flac")).mono())
        .containsExactly(stereo(6000, 9000, 210, 8, 6, 0x1p15));
  }

  @Test
  void refusesATruncatedFile() throws Exception {
    byte[] whole = read("mono-16.flac");

    assertBad(
        Arrays.copyOf(whole, whole.length - 1),
        "is truncated: the FLAC stream ends after 4096 whole samples");
    assertBad(
        Arrays.copyOf(whole, 1000), "is truncated: the FLAC stream ends after 0 whole samples");
    assertBad(Arrays.copyOf(whole, 4), "is truncated: the FLAC stream ends after 0 whole samples");
  }

  @Test
  void refusesEveryFlippedBitOfItsFrames() throws Exception {
    byte[] whole = read("mono-8.flac");
    int frames = 86; // where libFLAC's metadata ends in this file

    for (int bit = frames * 8; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> decode(damaged)).isInstanceOf(BadFileException.class);
    }
  }

  @Test
  void refusesAFrameWhoseChecksumDoesNotMatch() throws Exception {
    byte[] damaged = read("mono-16.flac");
    damaged[damaged.length - 1] ^= 1;

    assertBad(
        damaged,
        "is damaged: after 4096 samples, the FLAC stream has a frame whose checksum does not"
            + " match");
  }

  @Test
  void refusesSamplesWhoseMd5DoesNotMatch() throws Exception {
    byte[] damaged = read("mono-16.flac");
    damaged[4 + 4 + 34 - 1] ^= 1;

    assertBad(
        damaged,
        "is damaged: after 5000 samples, the FLAC stream decodes to samples whose MD5 is not the"
            + " one in its header");
  }

  @Test
  void acceptsAStreamThatDoesNotKnowItsLengthAndMd5() throws Exception {
    byte[] streamed = read("mono-16.flac");
    int frames = 4 + 4 + 13;
    streamed[frames] &= (byte) 0xf0;
    Arrays.fill(streamed, frames + 1, frames + 5 + 16, (byte) 0);

    assertThat(decode(streamed).mono()).containsExactly(mono(5000, 8000, 160, 64, 1, 0x1p15));
    byte[] tag = Arrays.copyOf("TAGtitle".getBytes(StandardCharsets.US_ASCII), 128);
    for (byte[] behind : new byte[][] {tag, new byte[100], Wav.join(new byte[7], tag)}) {
      assertThat(decode(Wav.join(streamed, behind)).mono())
          .containsExactly(mono(5000, 8000, 160, 64, 1, 0x1p15));
    }
  }

  @Test
  void refusesAStreamThatChangesItsRate() throws Exception {
    byte[] other = read("mono-16.flac");
    other[4 + 4 + 10] ^= 1; // of the rate in the stream's header, not in those of its frames

    assertBad(
        other,
        "is damaged: after 0 samples, the FLAC stream changes its sample rate: split it where it"
            + " does");
  }

  @Test
  void refusesAStreamWithoutItsHeader() {
    byte[] content = {'f', 'L', 'a', 'C', 1, 0, 0, 0, 0};

    assertBad(content, "is damaged: its FLAC header does not begin with a STREAMINFO block");
  }

  private static Decoded decode(byte[] content) throws BadFileException {
    return Decoded.of(content, Channel.MIX, "a.flac");
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = FlacDecoderTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static float[] mono(
      int frames, int height, int period, int width, int seed, double fullScale) {
    IntUnaryOperator noise = noise(seed);
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      int sample = triangle(i, period, height) + noise.applyAsInt(width) - width / 2;
      samples[i] = (float) (sample / fullScale);
    }
    return samples;
  }

  private static float[] stereo(
      int frames, int height, int period, int width, int seed, double fullScale) {
    IntUnaryOperator noise = noise(seed);
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      int height1 = triangle(i, period, height);
      int left = height1 + noise.applyAsInt(width);
      int right = Math.floorDiv(height1, 2) + noise.applyAsInt(width);
      samples[i] = (float) ((left + right) / (2 * fullScale));
    }
    return samples;
  }

  private static int triangle(int i, int period, int height) {
    int phase = i % period;
    int rising = 2 * phase < period ? phase : period - phase;
    return height * rising * 2 / period - height / 2;
  }

  private static IntUnaryOperator noise(long seed) {
    long[] state = {seed};
    return width -> {
      state[0] = (state[0] * 1103515245 + 12345) % (1L << 31);
      return (int) (state[0] >> 16) % width;
    };
  }

  private static void assertBad(byte[] content, String reason) {
    assertThatThrownBy(() -> decode(content))
        .isInstanceOf(BadFileException.class)
        .hasMessage("a.flac " + reason);
  }

  /** As files do at the end of a buffer, in the midst of a frame's header for example. */
  @Test
  void readsAnInputThatGivesAFewBytesAtATime() throws Exception {
    for (String name : new String[] {"mono-16.flac", "stereo-24.flac"}) {
      byte[] content = read(name);
      for (int most = 1; most <= 40; most++) {
        int few = most;
        MediaInput input =
            new MediaInput() {
              @Override
              public long length() {
                return content.length;
              }

              @Override
              public int read(long position, byte[] buffer, int offset, int count) {
                return new BytesInput(content).read(position, buffer, offset, Math.min(count, few));
              }

              @Override
              public void close() {}
            };

        assertThat(Decoded.of(() -> AudioDecoder.open(input, name), Channel.MIX).mono())
            .isEqualTo(decode(content).mono());
      }
    }
  }
}
