package org.greedyinfomax.data.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.greedyinfomax.data.Collected;
import org.greedyinfomax.data.SampleSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResamplerTest {

  private static final double DECIBELS_80 = 1e-4;

  @ParameterizedTest
  @CsvSource({
    "8000, 16000, 1000",
    "44100, 16000, 1000",
    "44100, 16000, 7100",
    "48000, 16000, 440",
    "11025, 16000, 3000",
    "16000, 8000, 3500",
    "22050, 44100, 9000",
    "44101, 16000, 1000",
    "44103, 16000, 7100",
    "15999, 16000, 3000",
    "192000, 16000, 5000",
    "767999, 16000, 7000"
  })
  void keepsFrequencyPhaseAndAmplitudeOfASine(int from, int to, double hertz) throws Exception {
    float[] output = resample(from, to, sine(from, hertz, from));

    assertThat(largestDifference(output, sine(to, hertz, to))).isLessThan(2 * DECIBELS_80);
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 16000, 8001",
    "48000, 16000, 12000",
    "16000, 8000, 4100",
    "16000, 8000, 7900",
    "44101, 16000, 8001",
    "44101, 16000, 21900",
    "192001, 16000, 31000",
    "192001, 16000, 33000"
  })
  void suppressesWhatWouldAlias(int from, int to, double hertz) throws Exception {
    float[] output = resample(from, to, sine(from, hertz, from));

    assertThat(largestDifference(output, new float[to])).isLessThan(2 * DECIBELS_80);
  }

  @ParameterizedTest
  @CsvSource({"8000, 16000, 3500", "16000, 44100, 7000", "16000, 44101, 7000"})
  void suppressesImagesWhenItAddsSamples(int from, int to, double hertz) throws Exception {
    float[] output = resample(from, to, sine(from, hertz, from));

    assertThat(amplitude(output, to, from - hertz)).isCloseTo(0, within(2 * DECIBELS_80));
    assertThat(amplitude(output, to, hertz)).isCloseTo(0.5, within(2 * DECIBELS_80));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8000, 16000, 0",
    "1, 8000, 16000, 2",
    "1, 16000, 8000, 1",
    "3, 16000, 8000, 2",
    "5, 48000, 16000, 2",
    "4, 48000, 16000, 1",
    "44100, 44100, 16000, 16000",
    "0, 44101, 16000, 0",
    "0, 15999, 16000, 0",
    "1, 44101, 16000, 0",
    "1, 15999, 16000, 1",
    "44101, 44101, 16000, 16000",
    "44000, 44101, 16000, 15963",
    "15999, 15999, 16000, 16000",
    "1001, 44100, 16000, 363"
  })
  void makesAsManySamplesAsTheRatesSay(int samples, int from, int to, int expected)
      throws Exception {
    assertThat(resample(from, to, new float[samples])).hasSize(expected);
  }

  @Test
  void keepsAConstant() throws Exception {
    float[] input = new float[4410];
    Arrays.fill(input, 0.25f);

    float[] output = resample(44100, 16000, input);

    for (int i = 200; i < output.length - 200; i++) {
      assertThat(output[i]).isCloseTo(0.25f, within(1e-6f));
    }
  }

  @Test
  void copiesAtEqualRates() throws Exception {
    float[] input = {0.1f, -0.2f, 0.3f};

    float[] output = resample(16000, 16000, input);

    assertThat(output).containsExactly(input).isNotSameAs(input);
  }

  @ParameterizedTest
  @CsvSource({
    "44100, 16000, 60000, 1001",
    "48000, 16000, 400000, 48000",
    "16000, 8000, 17, 17",
    "44101, 16000, 20000, 4096",
    "44101, 16000, 6000, 1",
    "44101, 16000, 3, 2",
    "16001, 16000, 150000, 777",
    "15999, 16000, 150000, 16384",
    "15999, 16000, 1, 1",
    "8000, 44101, 30000, 5000",
    "767999, 16000, 200000, 16384"
  })
  void givesTheSameBitsWhateverTheBlocks(int from, int to, int samples, int block)
      throws Exception {
    float[] input = noise(samples);

    float[] output = inBlocks(new Resampler(from, to)::stream, input, block);

    assertThat(output).isEqualTo(resample(from, to, input));
  }

  @ParameterizedTest
  @CsvSource({
    "160, 441, 150000, 16384",
    "160, 441, 60000, 1001",
    "1, 3, 400000, 48000",
    "1, 3, 10, 3",
    "2, 1, 30000, 7",
    "441, 160, 90000, 5000",
    "81, 80, 150000, 16384",
    "1, 10, 500000, 20000",
    "1, 2, 17, 17"
  })
  void computesOutputsSideBySideAsEachByItself(int up, int down, int samples, int block)
      throws Exception {
    float[] input = noise(samples);
    PolyphaseFilter filter = new PolyphaseFilter(up, down, 80);

    float[] output = inBlocks(sink -> new PolyphaseStream(filter, sink), input, block);

    float[] expected = new float[(int) filter.outputs(samples)];
    for (int k = 0; k < expected.length; k++) {
      expected[k] = filter.at(k, input, 0, samples);
    }
    assertThat(output).isEqualTo(expected);
  }

  /** So that a corpus has the same bytes wherever and with whichever version it was ingested. */
  @ParameterizedTest
  @CsvSource({
    "44100, 16000, 1148329933",
    "48000, 16000, 598612522",
    "22050, 16000, -290598532",
    "8000, 16000, -772679011",
    "16000, 44100, -1404491238",
    "44101, 16000, 601924082",
    "15999, 16000, -1551302625"
  })
  void givesTheSameBitsOnEveryMachine(int from, int to, int hash) throws Exception {
    assertThat(Arrays.hashCode(resample(from, to, noise(30_000)))).isEqualTo(hash);
  }

  /** Silence of a second before it shifts a signal by whole samples of both rates. */
  @ParameterizedTest
  @CsvSource({"44101, 16000", "16001, 16000", "15999, 16000", "8000, 44101", "191999, 16000"})
  void takesWhatIsBeyondTheEndsForSilence(int from, int to) throws Exception {
    int samples = from / 10;
    float[] input = new float[samples];
    Arrays.fill(input, 0.5f); // begins and ends with a jump
    float[] amidst = new float[2 * from + samples];
    System.arraycopy(input, 0, amidst, from, samples);

    float[] output = resample(from, to, input);

    float[] expected = Arrays.copyOfRange(resample(from, to, amidst), to, to + output.length);
    for (int i = 0; i < output.length; i++) {
      assertThat(output[i]).isCloseTo(expected[i], within(1e-6f));
    }
  }

  @Test
  void refusesImpossibleRates() {
    assertThatThrownBy(() -> new Resampler(0, 16_000))
        .hasMessage("cannot resample from 0 Hz to 16000 Hz: rates are at least 1");
  }

  private static float[] resample(int from, int to, float[] input) throws Exception {
    return inBlocks(new Resampler(from, to)::stream, input, Math.max(1, input.length));
  }

  private static float[] inBlocks(
      Function<SampleSink, ResamplerStream> filter, float[] input, int block) throws Exception {
    Collected output = new Collected();
    ResamplerStream stream = filter.apply(output);
    for (int begin = 0; begin < input.length; begin += block) {
      float[] next = Arrays.copyOfRange(input, begin, Math.min(input.length, begin + block));
      stream.accept(next, next.length);
      Arrays.fill(next, Float.NaN); // blocks are used again
    }
    stream.finish();
    return output.samples();
  }

  private static float[] noise(int samples) {
    Random random = new Random(samples);
    float[] noise = new float[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    return noise;
  }

  private static float[] sine(int samples, double hertz, int rate) {
    float[] sine = new float[samples];
    for (int i = 0; i < samples; i++) {
      sine[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return sine;
  }

  /** Away from the ends, where the signal meets silence. */
  private static double largestDifference(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    for (int i = actual.length / 10; i < actual.length * 9 / 10; i++) {
      largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
    }
    return largest;
  }

  /** By correlation with a sine and a cosine, through a window that hides the ends. */
  private static double amplitude(float[] signal, int rate, double hertz) {
    double real = 0;
    double imaginary = 0;
    double total = 0;
    for (int i = 0; i < signal.length; i++) {
      double window = 1 - Math.cos(2 * Math.PI * i / signal.length);
      real += window * signal[i] * Math.cos(2 * Math.PI * hertz * i / rate);
      imaginary += window * signal[i] * Math.sin(2 * Math.PI * hertz * i / rate);
      total += window;
    }
    return 2 * Math.hypot(real, imaginary) / total;
  }
}
