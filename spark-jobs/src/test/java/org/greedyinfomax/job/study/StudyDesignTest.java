package org.greedyinfomax.job.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.greedyinfomax.job.Presets;
import org.junit.jupiter.api.Test;

final class StudyDesignTest {

  @Test
  void hasATrialForEveryPointAndSeed() {
    StudyDesign design = design(List.of(5L, 6L), "loss.window=0,64");

    assertThat(design.trials())
        .extracting(Trial::name)
        .containsExactly(
            "loss.window-0_seed-5",
            "loss.window-0_seed-6",
            "loss.window-64_seed-5",
            "loss.window-64_seed-6");
    assertThat(design.points()).containsExactly(List.of("0"), List.of("64"));
    assertThat(design.trials().get(3).recipe().seed()).isEqualTo(6);
    assertThat(design.trials().get(3).described(design.keys())).isEqualTo("loss.window=64 seed=6");
  }

  @Test
  void hasTheRecipesOwnSeedIfNoneIsNamed() {
    StudyDesign design = design(List.of(), "loss.window=64");

    assertThat(design.trials()).hasSize(1);
    assertThat(design.trials().get(0).recipe()).isEqualTo(design.base());
  }

  @Test
  void refusesTrialsOfTheSameRecipe() {
    assertThatThrownBy(() -> design(List.of(1L), "optimizer.learningRate=0.001,1e-3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the trials \"optimizer.learningRate=0.001 seed=1\" and \"optimizer.learningRate=1e-3"
                + " seed=1\" have the same recipe: leave out one of the values");
    assertThatThrownBy(() -> design(List.of(1L, 1L), "loss.window=64"))
        .hasMessage("--seeds names a seed twice: [1, 1]");
  }

  @Test
  void namesOfTrialsDependOnWhatTheyAreAndNotOnTheOrderOfKeys() {
    assertThat(Trial.name(List.of("b", "a"), List.of("2", "1.5"), -3))
        .isEqualTo("a-1.5_b-2_seed--3");
    assertThat(Trial.name(List.of("a", "b"), List.of("1.5", "2"), -3))
        .isEqualTo("a-1.5_b-2_seed--3");
  }

  @Test
  void namesOfTrialsAreDifferentWhereLettersAreReplaced() {
    String one = Trial.name(List.of("a"), List.of("[[0, 1]]"), 1);
    String other = Trial.name(List.of("a"), List.of("[[0], 1]"), 1);

    assertThat(one).matches("a--0-1-_seed-1_[0-9a-f]{10}").isNotEqualTo(other);
    assertThat(Trial.name(List.of("a"), List.of("x".repeat(500)), 1).length()).isLessThan(140);
  }

  private static StudyDesign design(List<Long> seeds, String... grid) {
    return StudyDesign.of(
        Grid.parse(List.of(grid)), seeds, settings -> Presets.read("speech-small", settings));
  }
}
