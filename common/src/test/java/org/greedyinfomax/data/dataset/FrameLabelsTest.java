package org.greedyinfomax.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameLabelsTest {

  @Test
  void areANumberForEachFrameBehindTheKey() {
    FrameLabels labels = FrameLabels.parse("103-1240-0000 0 0 40 7");

    assertThat(labels.key()).isEqualTo("103-1240-0000");
    assertThat(labels.labels()).containsExactly(0, 0, 40, 7);
  }

  @Test
  void mayBeSetApartByAnyBlanks() {
    assertThat(FrameLabels.parse(" a/b\t1  999 \r").labels()).containsExactly(1, 999);
    assertThat(FrameLabels.parse("a").labels()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1000", "99999999999", "1.5", "sil"})
  void areRefusedIfTheyAreNoSmallWholeNumbers(String word) {
    assertThatThrownBy(() -> FrameLabels.parse("a 3 " + word + " 4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "frame 1 of a has the label \"%s\", but labels are whole numbers from 0 to 999", word);
  }
}
