package org.greedyinfomax.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.greedyinfomax.Channel;
import org.junit.jupiter.api.Test;

final class AudioConverterTest {

  @Test
  void passes16BitMonoAtTheWantedRateBitForBit() throws Exception {
    short[] samples = new short[70_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) i;
    }

    Clip clip = new AudioConverter(16_000, 1, Channel.MIX).convert(wav(16_000, samples), "a.wav");

    assertThat(clip.samples()).isEqualTo(samples);
    assertThat(clip.sampleRate()).isEqualTo(16_000);
  }

  @Test
  void keepsTheRateOfTheFileWhenAsked() throws Exception {
    short[] samples = {1, 2, 3};

    Clip clip =
        new AudioConverter(AudioConverter.KEEP_RATE, 1, Channel.MIX)
            .convert(wav(11_025, samples), "a.wav");

    assertThat(clip.sampleRate()).isEqualTo(11_025);
    assertThat(clip.samples()).isEqualTo(samples);
  }

  @Test
  void resamplesEachFileFromItsOwnRate() throws Exception {
    AudioConverter converter = new AudioConverter(8_000, 1, Channel.MIX);

    assertThat(converter.convert(wav(16_000, new short[16_000]), "a.wav").samples()).hasSize(8_000);
    assertThat(converter.convert(wav(4_000, new short[4_000]), "b.wav").samples()).hasSize(8_000);
    assertThat(converter.convert(wav(16_000, new short[160]), "c.wav").samples()).hasSize(80);
  }

  @Test
  void clipsFullScaleAndRoundsTheRest() throws Exception {
    byte[] file = Wav.file(Wav.FLOAT, 1, 8_000, 32, Wav.floats(1, -1, 0.6f / 32768, -0.6f / 32768));

    assertThat(new AudioConverter(8_000, 1, Channel.MIX).convert(file, "a.wav").samples())
        .containsExactly(32767, -32768, 1, -1);
  }

  @Test
  void clipsWhatTheFilterOvershoots() throws Exception {
    short[] square = new short[4_000];
    Random random = new Random(1);
    for (int i = 0; i < square.length; i++) {
      square[i] = random.nextBoolean() ? Short.MAX_VALUE : Short.MIN_VALUE;
    }

    short[] samples =
        new AudioConverter(16_000, 1, Channel.MIX).convert(wav(8_000, square), "a.wav").samples();

    assertThat(samples).hasSize(8_000).contains(Short.MAX_VALUE, Short.MIN_VALUE);
  }

  @Test
  void refusesWhatIsTooShort() {
    AudioConverter converter = new AudioConverter(16_000, 20_480, Channel.MIX);

    assertThatThrownBy(() -> converter.convert(wav(8_000, new short[1]), "a.wav"))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "a.wav is too short: it has 2 samples at 16000 Hz, but at least 20480 are needed");
    assertThatThrownBy(
            () ->
                new AudioConverter(16_000, 1, Channel.MIX).convert(wav(16_000, new short[0]), "a"))
        .hasMessage("a is too short: it has 0 samples at 16000 Hz, but at least 1 are needed");
  }

  @Test
  void refusesWhatIsTooLong() {
    AudioConverter converter = new AudioConverter(16_000, 1, Channel.MIX);

    assertThatThrownBy(() -> converter.convert(wav(1, new short[20_000]), "a.wav"))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "a.wav is too long: it has about 320000000 samples at 16000 Hz, but a row has 268435456"
                + " at most; set ingest.segmentSeconds, or split it");
  }

  /** 80 filters of 35 MB each once filled a gigabyte. */
  @Test
  void convertsFilesOfManyOddRates() throws Exception {
    AudioConverter converter = new AudioConverter(16_000, 1, Channel.MIX);

    for (int rate = 44_001; rate < 44_161; rate += 2) {
      assertThat(converter.convert(wav(rate, new short[2_000]), "a.wav").samples().length)
          .isBetween(724, 728);
    }
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(() -> new AudioConverter(-1, 1, Channel.MIX))
        .hasMessage("the sample rate must be 0 (keep) or more, but is -1");
    assertThatThrownBy(() -> new AudioConverter(16_000, 0, Channel.MIX))
        .hasMessage("the least number of samples must be at least 1, but is 0");
  }

  private static byte[] wav(int rate, short[] samples) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WavWriter.write(out, rate, samples);
    return out.toByteArray();
  }
}
