package org.greedyinfomax.data.dataset;

import org.greedyinfomax.Check;
import org.greedyinfomax.data.features.FrameGrid;

/**
 * What is said in every frame of an utterance, such as the phone: one line of a file like {@code
 * converted_aligned_phones.txt}, with the utterance's key and a whole number for each frame of its
 * {@link FrameGrid}.
 *
 * @see <a href="https://arxiv.org/abs/1807.03748">van den Oord, Li, Vinyals: Representation
 *     Learning with Contrastive Predictive Coding (2018)</a>, section 3.1, whose authors made that
 *     file of LibriSpeech
 */
public final class FrameLabels {

  /** Labels are smaller than this, and at least 0. */
  public static final int LIMIT = 1_000;

  private final String key;
  private final int[] labels;

  private FrameLabels(String key, int[] labels) {
    this.key = key;
    this.labels = labels;
  }

  /**
   * Reads a line.
   *
   * @param line not blank
   * @throws IllegalArgumentException if there is something else than numbers behind the key, or a
   *     number is out of range
   */
  public static FrameLabels parse(String line) {
    String[] words = line.strip().split("\\s+", -1);
    int[] labels = new int[words.length - 1];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(words[0], i, words[i + 1]);
    }
    return new FrameLabels(words[0], labels);
  }

  private static int label(String key, int frame, String word) {
    boolean isLabel = word.matches("\\d{1,9}") && Integer.parseInt(word) < LIMIT;
    Check.argument(
        isLabel,
        "frame %d of %s has the label \"%s\", but labels are whole numbers from 0 to %d",
        frame,
        key,
        word,
        LIMIT - 1);
    return Integer.parseInt(word);
  }

  /** Returns the utterance's key. */
  public String key() {
    return key;
  }

  /** Returns the label of every frame, in time order; not a copy. */
  public int[] labels() {
    return labels;
  }
}
