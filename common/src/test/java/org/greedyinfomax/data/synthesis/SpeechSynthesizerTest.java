package org.greedyinfomax.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpeechSynthesizerTest {

  private static final int VOICES = 10;
  private static final SpeechSynthesizer SYNTHESIZER = synthesizer(8000);

  @Test
  void soundsTheSameUtteranceInAnyOrder() {
    SpeechSynthesizer backwards = synthesizer(8000);

    for (int i = 20; i >= 0; i--) {
      Utterance again = backwards.utterance(i);
      Utterance once = synthesizer(8000).utterance(i);

      assertThat(again.samples()).isEqualTo(once.samples());
      assertThat(again.phones()).isEqualTo(once.phones());
      assertThat(again.key()).isEqualTo(once.key());
    }
  }

  @Test
  void soundsAsItAlwaysDidOnEveryMachine() {
    Utterance utterance =
        new SpeechSynthesizer(new SynthesisConfig(42, 8000, 10, 1, false)).utterance(77);

    assertThat(utterance.key()).isEqualTo("v07/oe_v07_0000");
    assertThat(utterance.samples()).hasSize(4065);
    assertThat(checksum(utterance.samples())).isEqualTo(3886108268L);
  }

  @Test
  void soundsOtherwiseFromAnotherSeed() {
    SpeechSynthesizer other = new SpeechSynthesizer(new SynthesisConfig(2, 8000, VOICES, 1, false));

    assertThat(other.utterance(3).samples()).isNotEqualTo(SYNTHESIZER.utterance(3).samples());
  }

  /** Told by the level, which nothing but the microphone sets. */
  @Test
  void recordsAVoiceWithOneMicrophoneIfItIsTold() {
    SpeechSynthesizer synthesizer =
        new SpeechSynthesizer(new SynthesisConfig(1, 8000, VOICES, 1000, true));
    Set<Integer> levels = new HashSet<>();

    for (int i = 0; i < 3 * VOICES; i++) {
      int level = level(synthesizer.utterance(i));
      assertThat(level).isEqualTo(level(synthesizer.utterance(i % VOICES)));
      levels.add(level);
    }

    assertThat(levels).hasSize(VOICES);
    assertThat(synthesizer.utterance(3).phones()).isEqualTo(SYNTHESIZER.utterance(3).phones());
  }

  private static int level(Utterance utterance) {
    int level = 0;
    for (short sample : utterance.samples()) {
      level = Math.max(level, Math.abs(sample));
    }
    return level;
  }

  @Test
  void letsEveryVoiceSayEveryWordOnceARound() {
    int round = VOICES * Word.values().length;
    Set<String> said = new HashSet<>();
    Set<String> keys = new HashSet<>();

    for (int i = 0; i < 2 * round; i++) {
      Utterance utterance = SYNTHESIZER.utterance(i);
      if (i < round) {
        said.add(utterance.voice() + " " + utterance.word());
      }
      keys.add(utterance.key());
    }

    assertThat(said).hasSize(round);
    assertThat(keys).hasSize(2 * round);
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 11000, 16000, 48000})
  void labelsEveryWindowThatFits(int sampleRate) {
    for (int i = 0; i < 20; i++) {
      Utterance utterance = synthesizer(sampleRate).utterance(i);

      int hop = sampleRate / 100;
      int window = sampleRate / 40;
      int windows = (utterance.samples().length - window) / hop + 1;

      assertThat(utterance.phones()).hasSize(windows);
    }
  }

  @Test
  void labelsTheWordsPhonesInTheirOrderWithSilenceAround() {
    for (int i = 0; i < 160; i++) {
      Utterance utterance = SYNTHESIZER.utterance(i);

      assertThat(changes(utterance))
          .startsWith(Phone.SIL)
          .containsSubsequence(utterance.word().phones())
          .endsWith(Phone.SIL)
          .hasSize(utterance.word().phones().size() + 2);
    }
  }

  @Test
  void isQuietWhereItIsLabelledSilent() {
    for (int i = 0; i < 100; i++) {
      Utterance utterance = SYNTHESIZER.utterance(i);

      double silence = Measured.power(utterance, EnumSet.of(Phone.SIL));
      double vowels = Measured.power(utterance, Measured.VOWELS);

      assertThat(vowels / silence).as(utterance.key()).isGreaterThan(4);
    }
  }

  @Test
  void neverReachesFullScale() {
    for (int i = 0; i < 200; i++) {
      int peak = 0;
      for (short sample : SYNTHESIZER.utterance(i).samples()) {
        peak = Math.max(peak, Math.abs(sample));
      }

      assertThat(peak).isBetween(1000, 24_000);
    }
  }

  @Test
  void lastsAboutHalfASecondToASecondAndAHalf() {
    for (int i = 0; i < 300; i++) {
      assertThat(SYNTHESIZER.utterance(i).samples().length).isBetween(3999, 12_000);
    }
  }

  @Test
  void hasVoicesOfTheirOwnPitch() {
    for (int number = 0; number < VOICES; number++) {
      int voice = number;
      double measured =
          Measured.median(
              IntStream.range(0, 12)
                  .mapToDouble(turn -> Measured.pitch(SYNTHESIZER.utterance(turn * 10L + voice)))
                  .toArray());

      double drawn = Voice.of(1, voice).pitch();
      assertThat(measured / drawn).as("voice %d, %s Hz", voice, drawn).isCloseTo(1, within(0.15));
    }
    double[] pitches =
        IntStream.range(0, VOICES).mapToDouble(n -> Voice.of(1, n).pitch()).sorted().toArray();
    for (int i = 1; i < VOICES; i++) {
      assertThat(pitches[i] / pitches[i - 1]).isGreaterThan(1.04);
    }
  }

  @Test
  void hasVowelsOfTheirOwnSpectrum() {
    assertThat(brightness(Phone.I)).isGreaterThan(3 * brightness(Phone.U));
    assertThat(brightness(Phone.E)).isGreaterThan(3 * brightness(Phone.O));
    assertThat(openness(Phone.A)).isGreaterThan(2 * openness(Phone.I));
    assertThat(openness(Phone.O)).isGreaterThan(2 * openness(Phone.U));
  }

  @Test
  void hissesWhereItIsLabelledFricative() {
    assertThat(brightness(Phone.SH)).isGreaterThan(5 * brightness(Phone.A));
    assertThat(brightness(Phone.S)).isGreaterThan(5 * brightness(Phone.A));
  }

  @Test
  void handsOutACopyOfTheSamples() {
    Utterance utterance = SYNTHESIZER.utterance(0);
    short before = utterance.samples()[100];

    utterance.samples()[100] = (short) (before + 1);

    assertThat(utterance.samples()[100]).isEqualTo(before);
  }

  @Test
  void refusesANegativeNumber() {
    assertThatThrownBy(() -> SYNTHESIZER.utterance(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("utterance number must be 0 or more, but is -1");
  }

  /** Where the second formant is: power above 1800 Hz over power below. */
  private static double brightness(Phone phone) {
    return median(phone, 1700, 3500, 250, 1400);
  }

  /** Where the first formant is: power in 550 to 1000 Hz over power below. */
  private static double openness(Phone phone) {
    return median(phone, 550, 1000, 200, 450);
  }

  private static double median(Phone phone, int low, int high, int belowLow, int belowHigh) {
    return Measured.median(
        IntStream.range(0, 160)
            .mapToObj(SYNTHESIZER::utterance)
            .filter(utterance -> utterance.phones().contains(phone))
            .mapToDouble(
                utterance ->
                    Measured.band(utterance, phone, low, high)
                        / Measured.band(utterance, phone, belowLow, belowHigh))
            .toArray());
  }

  private static List<Phone> changes(Utterance utterance) {
    List<Phone> changes = new ArrayList<>();
    for (Phone phone : utterance.phones()) {
      if (changes.isEmpty() || changes.get(changes.size() - 1) != phone) {
        changes.add(phone);
      }
    }
    return changes;
  }

  private static long checksum(short[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length);
    bytes.asShortBuffer().put(samples);
    CRC32 checksum = new CRC32();
    checksum.update(bytes.array());
    return checksum.getValue();
  }

  private static SpeechSynthesizer synthesizer(int sampleRate) {
    return new SpeechSynthesizer(new SynthesisConfig(1, sampleRate, VOICES, 1000, false));
  }
}
