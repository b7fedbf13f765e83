package org.greedyinfomax.data.synthesis;

import java.util.List;
import org.greedyinfomax.Text;

/** One spoken word: its sound and all its labels. */
public final class Utterance {

  private final int voice;
  private final Word word;
  private final long take;
  private final short[] samples;
  private final List<Phone> phones;

  Utterance(int voice, Word word, long take, short[] samples, List<Phone> phones) {
    this.voice = voice;
    this.word = word;
    this.take = take;
    this.samples = samples;
    this.phones = List.copyOf(phones);
  }

  /** The number of the voice that speaks, from 0. */
  public int voice() {
    return voice;
  }

  /** The name of the voice that speaks, such as {@code v03}. */
  public String voiceLabel() {
    return Text.format("v%02d", voice);
  }

  /** The word that is spoken. */
  public Word word() {
    return word;
  }

  /** How often the voice has said the word before. */
  public long take() {
    return take;
  }

  /** A name that no other utterance of the corpus has, such as {@code v03/bado_v03_0012}. */
  public String key() {
    return Text.format("%s/%s_%s_%04d", voiceLabel(), word.label(), voiceLabel(), take);
  }

  /** A copy of the sound, 16-bit samples, one channel. */
  public short[] samples() {
    return samples.clone();
  }

  /**
   * One phone per 10 ms: the one at the centre of each window of 25 ms that fits, so that {@code N}
   * samples have {@code floor((N - W) / H) + 1} of them, as LibriSpeech's alignments do.
   */
  public List<Phone> phones() {
    return phones;
  }
}
