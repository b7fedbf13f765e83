package org.greedyinfomax.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LibriSpeechTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "84/121123/84-121123-0007.flac",
        "84/121123/84-121123-0007",
        "train-clean-100/84/121123/84-121123-0007.FLAC"
      })
  void readsSpeakerChapterAndUtterance(String path) {
    LibriSpeech utterance = LibriSpeech.parse(path);

    assertThat(utterance).isEqualTo(new LibriSpeech("84", "121123", "0007"));
    assertThat(utterance.id()).isEqualTo("84-121123-0007");
  }

  @ParameterizedTest
  @ValueSource(strings = {"84-121123-0007.flac", "84/7/84-121123-0007.flac", "a/b/a-b-0.flac"})
  void refusesOtherPaths(String path) {
    assertThatThrownBy(() -> LibriSpeech.parse(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            path
                + " is not laid out like LibriSpeech: expected"
                + " SPEAKER/CHAPTER/SPEAKER-CHAPTER-UTTERANCE.flac");
  }

  @Test
  void splitsAreOneKeyALine() {
    assertThat(SplitList.parse(List.of("b", " a ", "", "c"), "train.txt"))
        .containsExactly("b", "a", "c");
  }

  @Test
  void refusesASplitWithoutKeysOrWithOneTwice() {
    assertThatThrownBy(() -> SplitList.parse(List.of("", " "), "train.txt"))
        .hasMessage("the split list train.txt is empty: expected one key a line");
    assertThatThrownBy(() -> SplitList.parse(List.of("a", "b", "a"), "train.txt"))
        .hasMessage("the split list train.txt names a twice, again in line 3: remove one");
  }
}
