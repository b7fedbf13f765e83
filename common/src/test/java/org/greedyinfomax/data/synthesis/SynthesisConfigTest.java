package org.greedyinfomax.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SynthesisConfigTest {

  @ParameterizedTest
  @ValueSource(ints = {7800, 11_025, 22_050, 48_200})
  void refusesASampleRateWhoseWindowsAreNotWholeSamples(int sampleRate) {
    assertThatThrownBy(() -> new SynthesisConfig(1, sampleRate, 10, 10, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sample rate must be 8000 to 48000 Hz and a multiple of 200, but is " + sampleRate);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void refusesNoVoicesAndTooMany(int voices) {
    assertThatThrownBy(() -> new SynthesisConfig(1, 8000, voices, 10, false))
        .hasMessage("voices must be 1 to 1000, but there are " + voices);
  }

  @Test
  void refusesNoUtterances() {
    assertThatThrownBy(() -> new SynthesisConfig(1, 8000, 10, 0, false))
        .hasMessage("utterances must be at least 1, but there are 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e9, Double.NaN})
  void refusesHoursThatCannotBeCounted(double hours) {
    assertThatThrownBy(() -> SynthesisConfig.ofHours(1, 8000, 10, hours, false))
        .hasMessage("hours must be more than 0 and at most 441427, but is " + hours);
  }

  @Test
  void makesAsManyHoursAsAsked() {
    SynthesisConfig config = SynthesisConfig.ofHours(5, 8000, 10, 0.1, false);
    SpeechSynthesizer synthesizer = new SpeechSynthesizer(config);

    double samples = 0;
    for (int i = 0; i < config.utterances(); i++) {
      samples += synthesizer.utterance(i).samples().length;
    }

    assertThat(samples / 8000 / 3600).isCloseTo(0.1, within(0.01));
  }
}
