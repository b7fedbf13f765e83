package org.greedyinfomax.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PackedSequencesTest {

  private final PackedSequences sequences = new PackedSequences(new int[] {4, 2, 1});
  private final float[] a = {1, 10, 2, 20, 3, 30, 4, 40};
  private final float[] b = {5, 50, 6, 60};
  private final float[] c = {7, 70};

  @Test
  void framesLieInTheOrderOfTime() {
    assertThat(sequences.pack(List.of(a, b, c)))
        .containsExactly(1, 10, 5, 50, 7, 70, 2, 20, 6, 60, 3, 30, 4, 40);
  }

  @Test
  void everySequenceComesBackAsItWas() {
    float[] packed = sequences.pack(List.of(a, b, c));

    assertThat(sequences.unpack(packed, 0)).containsExactly(a);
    assertThat(sequences.unpack(packed, 1)).containsExactly(b);
    assertThat(sequences.unpack(packed, 2)).containsExactly(c);
  }

  @ParameterizedTest(name = "time {0}")
  @CsvSource({"0, 0, 3", "1, 3, 2", "2, 5, 1", "3, 6, 1"})
  void thoseThatStillRunAreOneBlockOfRows(int t, int start, int running) {
    assertThat(sequences.start(t)).isEqualTo(start);
    assertThat(sequences.running(t)).isEqualTo(running);
    assertThat(sequences.longest()).isEqualTo(4);
    assertThat(sequences.frames()).isEqualTo(7);
  }

  @Test
  void refusesSequencesThatAreNotInOrder() {
    assertThatThrownBy(() -> new PackedSequences(new int[] {4, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sequence 2 has 3 frames, but must have at least 1 and no more than the one before");
    assertThatThrownBy(() -> new PackedSequences(new int[] {2, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "sequence 1 has 0 frames, but must have at least 1 and no more than the one before");
    assertThatThrownBy(() -> new PackedSequences(new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there must be sequences");
  }
}
