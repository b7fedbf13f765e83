package org.greedyinfomax.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SamplingTest {

  private static final int NEGATIVES = 5;

  /** Three sequences of twelve frames, of which frames 2 to 8 predict up to four ahead. */
  private static final Anchors ANCHORS = new Anchors(3, 12, 2, 7, 4);

  static Stream<NegativeSampler> samplers() {
    return Stream.of(
        new WholeBatchSampler(NEGATIVES),
        new OtherTargetsSampler(NEGATIVES),
        new AllTargetsSampler(NEGATIVES),
        new SameSequenceSampler(NEGATIVES),
        new MixedSampler(2, NEGATIVES - 2));
  }

  @Test
  void numbersAnchorsSequenceBySequence() {
    assertThat(ANCHORS.count(4)).isEqualTo(9);
    assertThat(IntStream.range(0, 9).map(a -> ANCHORS.targetRow(4, a)))
        .containsExactly(6, 7, 8, 18, 19, 20, 30, 31, 32);
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void drawEquallyManyForEachAnchorOfEachStep(NegativeSampler sampler) {
    List<int[]> rows = draw(sampler, 1);

    assertThat(rows).hasSize(4);
    for (int k = 1; k <= 4; k++) {
      assertThat(rows.get(k - 1)).hasSize(ANCHORS.count(k) * NEGATIVES);
      assertThat(Arrays.stream(rows.get(k - 1))).allMatch(row -> row >= 0 && row < 36);
    }
  }

  static Stream<NegativeSampler> aligned() {
    return Stream.of(new WholeBatchSampler(NEGATIVES), new MixedSampler(2, NEGATIVES - 2));
  }

  @ParameterizedTest
  @MethodSource("samplers")
  void drawTheSameFromTheSameStreamAndOthersFromAnother(NegativeSampler sampler) {
    assertThat(draw(sampler, 1).get(0)).isEqualTo(draw(sampler, 1).get(0));
    assertThat(draw(sampler, 1).get(0)).isNotEqualTo(draw(sampler, 2).get(0));
  }

  @Test
  void otherTargetsAreOfOtherAnchorsOfTheSameStep() {
    for (int seed = 0; seed < 50; seed++) {
      List<int[]> rows = draw(new OtherTargetsSampler(NEGATIVES), seed);
      for (int k = 1; k <= 4; k++) {
        int step = k;
        int[] targets =
            IntStream.range(0, ANCHORS.count(k)).map(a -> ANCHORS.targetRow(step, a)).toArray();
        for (int i = 0; i < rows.get(k - 1).length; i++) {
          int negative = rows.get(k - 1)[i];
          assertThat(targets).contains(negative);
          assertThat(negative).isNotEqualTo(targets[i / NEGATIVES]);
        }
      }
    }
  }

  /** An anchor meets its own target as often as the reference code lets it. */
  @Test
  void allTargetsHitTheirOwnByChance() {
    Anchors grid = new Anchors(1, 7 * 14, 0, 7 * 14, 5, 1, 14); // two images of 7 x 7 patches
    int hits = 0;
    int anchors = 0;
    for (int seed = 0; seed < 200; seed++) {
      int[] rows =
          new AllTargetsSampler(16).draw(grid, RandomStream.of(seed, Purpose.NEGATIVES)).get(4);
      for (int a = 0; a < grid.count(5); a++) {
        int target = grid.targetRow(5, a);
        boolean isHit = Arrays.stream(rows, a * 16, (a + 1) * 16).anyMatch(row -> row == target);
        hits += isHit ? 1 : 0;
        anchors++;
      }
    }

    double expected = 1 - Math.pow(1 - 1.0 / grid.count(5), 16);
    double deviation = Math.sqrt(expected * (1 - expected) / anchors);
    assertThat(anchors).isEqualTo(200 * 14);
    assertThat((double) hits / anchors).isCloseTo(expected, within(4 * deviation));
  }

  /** Row by row below each other, as long as there are lines. */
  @Test
  void stepsOfAGridAreAsLongAsThereAreLines() {
    Anchors grid = new Anchors(1, 7 * 14, 0, 7 * 14, 5, 1, 14);

    assertThat(IntStream.rangeClosed(1, 5).map(grid::count)).containsExactly(70, 56, 42, 28, 14);
    assertThat(grid.targetRow(1, 0)).isEqualTo(28);
    assertThat(grid.targetRow(5, 13)).isEqualTo(97);
    assertThat(grid.stepsFrom(0)).isEqualTo(5);
    assertThat(grid.stepsFrom(13)).isEqualTo(5);
    assertThat(grid.stepsFrom(14)).isEqualTo(4);
    assertThat(grid.stepsFrom(69)).isEqualTo(1);
  }

  @Test
  void wholeBatchGivesNoFrameTwiceInASlot() {
    int[] rows = draw(new WholeBatchSampler(NEGATIVES), 1).get(0);

    for (int j = 0; j < NEGATIVES; j++) {
      assertThat(slot(rows, j)).doesNotHaveDuplicates();
    }
    assertThat(slot(rows, 0)).isNotEqualTo(slot(rows, 1));
  }

  @ParameterizedTest
  @MethodSource("aligned")
  void someGiveAContextTheSameNegativesAtEveryStep(NegativeSampler sampler) {
    List<int[]> rows = draw(sampler, 1);

    for (int k = 1; k <= 4; k++) {
      int kept = ANCHORS.perSequence(k);
      for (int b = 0; b < 3; b++) {
        int first = b * ANCHORS.perSequence(1) * NEGATIVES;
        int[] ofSequence = Arrays.copyOfRange(rows.get(0), first, first + kept * NEGATIVES);
        int start = b * kept * NEGATIVES;
        assertThat(Arrays.copyOfRange(rows.get(k - 1), start, start + kept * NEGATIVES))
            .as("sequence %d at step %d", b, k)
            .isEqualTo(ofSequence);
      }
    }
  }

  @Test
  void sameSequenceStaysInTheSequence() {
    int[] rows = draw(new SameSequenceSampler(NEGATIVES), 1).get(0);
    int perSequence = ANCHORS.perSequence(1) * NEGATIVES;

    for (int i = 0; i < rows.length; i++) {
      assertThat(rows[i] / 12).as("sequence of negative %d", i).isEqualTo(i / perSequence);
    }
  }

  @Test
  void sameSequencePermutesEverySequenceOnItsOwn() {
    int[] rows = draw(new SameSequenceSampler(NEGATIVES), 1).get(0);
    int perSequence = ANCHORS.perSequence(1) * NEGATIVES;

    int[] ofFirst = Arrays.stream(rows, 0, perSequence).toArray();
    int[] ofSecond = Arrays.stream(rows, perSequence, 2 * perSequence).map(r -> r - 12).toArray();
    assertThat(ofFirst).isNotEqualTo(ofSecond);
    assertThat(slot(ofFirst, 0)).doesNotHaveDuplicates();
  }

  @Test
  void sameSequenceSharesItsPermutationsAmongSteps() {
    List<int[]> rows = draw(new SameSequenceSampler(NEGATIVES), 1);

    // Entry t + k of a permutation: anchor 1 of step 1 and anchor 0 of step 2 meet the same one.
    for (int j = 0; j < NEGATIVES; j++) {
      assertThat(slot(rows.get(0), j)[1]).isEqualTo(slot(rows.get(1), j)[0]);
    }
  }

  @Test
  void mixedNegativesBeginWithThoseOfTheAnchorsOwnSequence() {
    List<int[]> rows = draw(new MixedSampler(2, 3), 1);

    boolean[] left = new boolean[NEGATIVES];
    for (int k = 1; k <= 4; k++) {
      int[] step = rows.get(k - 1);
      for (int i = 0; i < step.length; i++) {
        int sequence = i / NEGATIVES / ANCHORS.perSequence(k);
        left[i % NEGATIVES] |= step[i] / 12 != sequence;
      }
    }
    assertThat(left).containsExactly(false, false, true, true, true);
  }

  @Test
  void mixedNegativesGiveNoFrameTwiceInASlot() {
    int[] rows = draw(new MixedSampler(2, 3), 1).get(0);

    for (int j = 0; j < NEGATIVES; j++) {
      assertThat(slot(rows, j)).doesNotHaveDuplicates();
    }
    assertThat(slot(rows, 0)).isNotEqualTo(slot(rows, 1));
  }

  @Test
  void mixedNegativesPermuteEverySequenceOnItsOwn() {
    int[] slot = slot(draw(new MixedSampler(2, 3), 1).get(0), 0);

    int[] ofFirst = Arrays.copyOfRange(slot, 0, ANCHORS.perSequence(1));
    int[] ofSecond = Arrays.copyOfRange(slot, ofFirst.length, 2 * ofFirst.length);
    assertThat(ofFirst).isNotEqualTo(Arrays.stream(ofSecond).map(row -> row - 12).toArray());
  }

  /** A slot from the sequence takes its frames alone, one from the batch every frame. */
  @Test
  void mixedNegativesDrawEveryFrameOfTheirSourceAboutEquallyOften() {
    int draws = 8000;
    int[] ofSequence = new int[36];
    int[] ofBatch = new int[36];
    for (int seed = 0; seed < draws; seed++) {
      int[] rows = draw(new MixedSampler(1, 1), seed).get(2);
      int second = 2 * ANCHORS.perSequence(3); // the first anchor of the second sequence
      ofSequence[rows[second]]++;
      ofBatch[rows[second + 1]]++;
    }

    double expected = draws / 12.0;
    for (int row = 0; row < 36; row++) {
      assertThat((double) ofSequence[row])
          .as("frame %d from the sequence", row)
          .isCloseTo(row / 12 == 1 ? expected : 0, within(5 * Math.sqrt(expected)));
      assertThat((double) ofBatch[row])
          .as("frame %d from the batch", row)
          .isCloseTo(draws / 36.0, within(5 * Math.sqrt(draws / 36.0)));
    }
    assertThat(Arrays.stream(ofSequence, 12, 24).sum()).isEqualTo(draws);
  }

  static Stream<Arguments> marginals() {
    return Stream.of(
        Arguments.of(new WholeBatchSampler(NEGATIVES), IntStream.range(0, 36).toArray()),
        Arguments.of(new SameSequenceSampler(NEGATIVES), IntStream.range(0, 12).toArray()),
        Arguments.of(
            new OtherTargetsSampler(NEGATIVES),
            IntStream.range(1, ANCHORS.count(3)).map(a -> ANCHORS.targetRow(3, a)).toArray()));
  }

  /** Looks at the first anchor of step 3. */
  @ParameterizedTest
  @MethodSource("marginals")
  void drawEveryAllowedFrameAboutEquallyOften(NegativeSampler sampler, int[] allowed) {
    int draws = 4000;
    int[] counts = new int[36];
    for (int seed = 0; seed < draws; seed++) {
      int[] rows = draw(sampler, seed).get(2);
      for (int j = 0; j < NEGATIVES; j++) {
        counts[rows[j]]++;
      }
    }
    double expected = (double) draws * NEGATIVES / allowed.length;
    for (int row : allowed) {
      assertThat((double) counts[row])
          .as("frame %d", row)
          .isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }
    assertThat(Arrays.stream(allowed).map(row -> counts[row]).sum()).isEqualTo(draws * NEGATIVES);
  }

  @Test
  void refuseToDrawNothing() {
    assertThatThrownBy(() -> new WholeBatchSampler(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negatives must be at least 1, but is 0");
    assertThatThrownBy(() -> new OtherTargetsSampler(0))
        .hasMessage("negatives must be at least 1, but is 0");
    assertThatThrownBy(() -> new SameSequenceSampler(0))
        .hasMessage("negatives must be at least 1, but is 0");
    assertThatThrownBy(() -> new MixedSampler(0, 4))
        .hasMessage(
            "mixed negatives must be at least 1 from the sequence and 1 from the batch, but are 0"
                + " and 4");
  }

  @Test
  void otherTargetsNeedAnotherAnchor() {
    Anchors single = new Anchors(1, 3, 0, 3, 2);

    assertThatThrownBy(
            () -> new OtherTargetsSampler(1).draw(single, RandomStream.of(1, Purpose.NEGATIVES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sampling other targets at step 2 needs at least 2 anchors, not 1");
  }

  @Test
  void refuseAWindowThatDoesNotLieInTheSequence() {
    assertThatThrownBy(() -> new Anchors(0, 12, 0, 7, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batch must be at least 1, but is 0");
    assertThatThrownBy(() -> new Anchors(1, 12, 0, 7, 0))
        .hasMessage("prediction steps must be at least 1, but are 0");
    assertThatThrownBy(() -> new Anchors(1, 12, 0, 4, 4))
        .hasMessage("predicting 4 steps ahead needs more than 4 frames, but there are 4");
    assertThatThrownBy(() -> new Anchors(1, 12, 6, 7, 4))
        .hasMessage("a window of 7 frames from 6 does not lie in 12 frames");
  }

  private static List<int[]> draw(NegativeSampler sampler, long seed) {
    return sampler.draw(ANCHORS, RandomStream.of(seed, Purpose.NEGATIVES));
  }

  private static int[] slot(int[] rows, int j) {
    return IntStream.range(0, rows.length / NEGATIVES).map(a -> rows[a * NEGATIVES + j]).toArray();
  }
}
