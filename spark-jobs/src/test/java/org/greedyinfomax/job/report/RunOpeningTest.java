package org.greedyinfomax.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.job.Presets;
import org.greedyinfomax.report.opening.Training;
import org.greedyinfomax.run.RoundMetrics;
import org.junit.jupiter.api.Test;

final class RunOpeningTest {

  private static final List<RoundMetrics> LINES = List.of(round(1, 0.5), round(2, 1), round(3, 10));

  @Test
  void saysForHowManyEpochsWasTrained() {
    Recipe speech = Presets.read("speech-small", List.of());

    assertThat(RunOpening.of(speech, LINES, 3))
        .isEqualTo(new Training(Optional.of("10 epochs"), "without labels", "MFCC", "recordings"));
    assertThat(RunOpening.of(speech, LINES, 2).duration()).contains("1 epoch");
    assertThat(RunOpening.of(speech, LINES, 1).duration()).contains("0.5 epochs");
    assertThat(RunOpening.of(speech, List.of(), 7).duration()).contains("7 rounds");
    assertThat(RunOpening.of(speech, List.of(), 0).duration()).isEmpty();
  }

  @Test
  void countsRoundsWhereModulesAreTrainedOneAfterAnother() {
    Recipe iterative = Presets.read("speech-small", List.of("training.order=iterative"));

    assertThat(RunOpening.of(iterative, LINES, 3).duration()).contains("3 rounds");
  }

  @Test
  void saysFromWhichLabelsWasLearned() {
    Training pictures =
        RunOpening.of(
            Presets.read("images-small-supervised", List.of("loss.label=class", "loss.classes=4")),
            LINES,
            3);

    assertThat(pictures)
        .isEqualTo(
            new Training(Optional.of("10 epochs"), "from the label class", "pixels", "images"));
  }

  private static RoundMetrics round(int round, double epoch) {
    return new RoundMetrics(
        round,
        3,
        "all",
        round,
        8L * round,
        epoch,
        List.of(),
        new RoundMetrics.Seconds(0, 1, 0, 1, 0, 1, 0, 0, 0),
        RoundMetrics.Border.NONE);
  }
}
