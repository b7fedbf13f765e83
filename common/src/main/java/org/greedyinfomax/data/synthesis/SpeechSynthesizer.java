package org.greedyinfomax.data.synthesis;

import java.util.List;
import org.greedyinfomax.Check;

/**
 * Makes the utterances of a synthetic corpus, in any order.
 *
 * <p>Utterances take turns: the first {@code voices} of them have one voice each, and after {@code
 * voices × words} of them every voice has said every word once.
 */
public final class SpeechSynthesizer {

  private static final List<Word> WORDS = List.of(Word.values());

  private final SynthesisConfig config;

  /** Makes the synthesizer of a corpus. */
  public SpeechSynthesizer(SynthesisConfig config) {
    this.config = config;
  }

  /**
   * The utterance with the given number. It is the same whatever else is made, and depends on no
   * other field of the configuration than seed, sample rate, number of voices and microphones.
   *
   * @param index 0 or more; numbers beyond the configured count are utterances, too
   * @throws IllegalArgumentException if {@code index} is negative
   */
  public Utterance utterance(long index) {
    Check.argument(index >= 0, "utterance number must be 0 or more, but is %d", index);
    int words = WORDS.size();
    int number = (int) (index % config.voices());
    long turn = index / config.voices();
    Word word = WORDS.get((int) ((turn + number) % words));
    Voice voice = Voice.of(config.seed(), number);

    Score score = Score.draw(word, voice, config.sampleRate(), draws(Stream.SCORES, index));
    double[] sound =
        new VocalTract(score, voice, config.sampleRate(), draws(Stream.SOUNDS, index)).sound();
    SynthesisRandom recording = draws(Stream.RECORDINGS, index);
    Microphone microphone =
        Microphone.draw(config.sameMicrophone() ? draws(Stream.MICROPHONES, number) : recording);
    short[] samples = microphone.record(sound, recording);

    return new Utterance(number, word, turn / words, samples, score.phones(config.sampleRate()));
  }

  private SynthesisRandom draws(long stream, long index) {
    return new SynthesisRandom(config.seed(), stream, index);
  }
}
