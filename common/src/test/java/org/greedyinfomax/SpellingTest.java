package org.greedyinfomax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpellingTest {

  @ParameterizedTest
  @CsvSource({
    "kitten, kitten",
    "kiten, kitten",
    "kittten, kitten",
    "sittin, sitting",
    "istting, sitting",
    "'', cat",
    "qqq, cat",
  })
  void findsTheWordWithTheFewestChanges(String word, String closest) {
    assertThat(Spelling.closest(word, List.of("kitten", "sitting", "cat", "dog")))
        .isEqualTo(closest);
  }
}
