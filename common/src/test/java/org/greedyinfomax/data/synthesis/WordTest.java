package org.greedyinfomax.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WordTest {

  private static final List<Word> WORDS = List.of(Word.values());

  @Test
  void wordsComeInPairsOfTheSamePhonesInAnotherOrder() {
    for (int i = 0; i < WORDS.size(); i += 2) {
      List<Phone> one = WORDS.get(i).phones();
      List<Phone> other = WORDS.get(i + 1).phones();

      assertThat(one).containsExactlyInAnyOrderElementsOf(other).isNotEqualTo(other);
    }
  }

  @Test
  void wordsUseEveryPhone() {
    List<Phone> used = new ArrayList<>(List.of(Phone.SIL));
    for (Word word : Word.values()) {
      used.addAll(word.phones());
    }

    assertThat(Set.copyOf(used)).isEqualTo(EnumSet.allOf(Phone.class));
  }

  @Test
  void loudnessDoesNotTellTheWordsApart() {
    SpeechSynthesizer synthesizer =
        new SpeechSynthesizer(new SynthesisConfig(3, 8000, 10, 960, false));
    int slices = 12;
    double[][] centres = new double[WORDS.size()][slices];
    for (int i = 0; i < 640; i++) {
      Utterance utterance = synthesizer.utterance(i);
      double[] loudness = loudness(utterance, slices);
      for (int slice = 0; slice < slices; slice++) {
        centres[WORDS.indexOf(utterance.word())][slice] += loudness[slice] / 40;
      }
    }

    int right = 0;
    for (int i = 640; i < 960; i++) {
      Utterance utterance = synthesizer.utterance(i);
      if (nearest(centres, loudness(utterance, slices)) == WORDS.indexOf(utterance.word())) {
        right++;
      }
    }

    assertThat(right / 320.0).isLessThan(0.5);
  }

  /** Log power in equal slices, without its mean. */
  private static double[] loudness(Utterance utterance, int slices) {
    short[] samples = utterance.samples();
    double[] loudness = new double[slices];
    double mean = 0;
    for (int slice = 0; slice < slices; slice++) {
      int length = samples.length / slices;
      loudness[slice] = Math.log(1 + Measured.power(samples, slice * length, length));
      mean += loudness[slice] / slices;
    }
    for (int slice = 0; slice < slices; slice++) {
      loudness[slice] -= mean;
    }
    return loudness;
  }

  private static int nearest(double[][] centres, double[] point) {
    int best = 0;
    double bestDistance = Double.POSITIVE_INFINITY;
    for (int i = 0; i < centres.length; i++) {
      double distance = 0;
      for (int k = 0; k < point.length; k++) {
        distance += (centres[i][k] - point[k]) * (centres[i][k] - point[k]);
      }
      if (distance < bestDistance) {
        best = i;
        bestDistance = distance;
      }
    }
    return best;
  }
}
