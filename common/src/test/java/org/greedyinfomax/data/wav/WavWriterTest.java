package org.greedyinfomax.data.wav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.greedyinfomax.Channel;
import org.greedyinfomax.data.Decoded;
import org.greedyinfomax.data.Wav;
import org.junit.jupiter.api.Test;

final class WavWriterTest {

  @Test
  void writesWhatTheJdkReads() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    WavWriter.write(out, 22050, 2, new short[] {1, -2, 3, -4});

    try (AudioInputStream in =
        AudioSystem.getAudioInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(in.getFormat().matches(new AudioFormat(22050, 16, 2, true, false))).isTrue();
      assertThat(in.readAllBytes()).isEqualTo(Wav.shorts(1, -2, 3, -4));
    }
  }

  @Test
  void writesMonoThatTheDecoderReads() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    WavWriter.write(out, 8000, new short[] {-32768, 16384});

    assertThat(Decoded.of(out.toByteArray(), Channel.MIX, "a.wav").mono())
        .containsExactly(-1, 0.5f);
  }

  @Test
  void refusesPartsOfFrames() {
    assertThatThrownBy(
            () -> WavWriter.write(new ByteArrayOutputStream(), 8000, 2, new short[] {1, 2, 3}))
        .hasMessage("3 samples cannot be frames of 2 channels");
    assertThatThrownBy(() -> WavWriter.write(new ByteArrayOutputStream(), 0, new short[1]))
        .hasMessage("a WAV file needs a sample rate of at least 1 Hz, but is given 0");
  }
}
