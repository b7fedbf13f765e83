package org.greedyinfomax.data.dataset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greedyinfomax.Check;

/**
 * One utterance of LibriSpeech, as its file's path names it.
 *
 * @param speaker the reader's number
 * @param chapter the chapter's number
 * @param utterance the number of the utterance in its chapter, with leading zeros
 * @see <a href="https://www.openslr.org/12">LibriSpeech ASR corpus</a>
 */
public record LibriSpeech(String speaker, String chapter, String utterance) {

  private static final Pattern PATH =
      Pattern.compile("(?:.*/)?(\\d+)/(\\d+)/(\\1)-(\\2)-(\\d+)(?:\\.(?i:flac|wav))?");

  /**
   * Reads a path {@code SPEAKER/CHAPTER/SPEAKER-CHAPTER-UTTERANCE}, with or without folders before
   * it and an extension after it.
   *
   * @throws IllegalArgumentException if the path has another form
   */
  public static LibriSpeech parse(String path) {
    Matcher matcher = PATH.matcher(path);
    Check.argument(
        matcher.matches(),
        "%s is not laid out like LibriSpeech: expected SPEAKER/CHAPTER/SPEAKER-CHAPTER-UTTERANCE.flac",
        path);
    return new LibriSpeech(matcher.group(1), matcher.group(2), matcher.group(5));
  }

  /** Returns the name that lists use: {@code SPEAKER-CHAPTER-UTTERANCE}. */
  public String id() {
    return speaker + "-" + chapter + "-" + utterance;
  }
}
