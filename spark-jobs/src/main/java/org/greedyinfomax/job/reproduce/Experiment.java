package org.greedyinfomax.job.reproduce;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.greedyinfomax.Check;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;

/** The experiments of the paper that can be reproduced. */
public enum Experiment {
  /** Pictures, judged by what they show. */
  STL10("class", "images-small"),
  /** Recordings, judged by who speaks, and by phones if there are labels of frames. */
  LIBRISPEECH("speaker", "speech-small");

  private final String label;
  private final String small;

  Experiment(String label, String small) {
    this.label = label;
    this.small = small;
  }

  /** As it is typed, which is the name of the paper's preset, too. */
  @JsonValue
  public String word() {
    return Text.word(this);
  }

  /** All of them as they are typed. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Experiment::word).toList();
  }

  /** The column that all supervised methods learn and all probes predict. */
  String label() {
    return label;
  }

  /** The preset for small data of the same kind. */
  String small() {
    return small;
  }

  /**
   * The experiment of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Experiment of(String word) {
    List<String> words = words();
    Check.argument(
        words.contains(word),
        "there is no experiment \"%s\": did you mean \"%s\"? The experiments are %s",
        word,
        Spelling.closest(word, words),
        String.join(", ", words));
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
