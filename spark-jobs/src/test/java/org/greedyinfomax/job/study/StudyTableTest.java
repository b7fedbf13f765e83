package org.greedyinfomax.job.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.greedyinfomax.job.Presets;
import org.greedyinfomax.job.study.TrialResult.Accuracy;
import org.greedyinfomax.job.study.TrialResult.Cost;
import org.greedyinfomax.job.study.TrialResult.Loss;
import org.junit.jupiter.api.Test;

final class StudyTableTest {

  private static final StudyDesign DESIGN =
      StudyDesign.of(
          Grid.parse(List.of("loss.window=0,64")),
          List.of(1L, 2L),
          settings -> Presets.read("speech-small", settings));

  private static final List<TrialResult> RESULTS =
      List.of(
          result(0, 0.5, 0.75, 10),
          result(1, 0.5, 0.85, 20),
          result(2, 0.5, 0.9, Double.NaN)); // seed 2 of window 64 is not done

  @Test
  void hasMeansAndDeviationsOverSeedsAndTheBestInBold() {
    String table = table(Map.of());

    assertThat(table)
        .startsWith(
            """
            # Study of loss.window

            Trained and probed on corpus: 3 of 4 trials are done.""")
        .contains("## word", "of 400 that were tested; chance 12.5", "up to 2.5.")
        .contains(
            """
            | loss.window | seeds |        raw |        gru | seconds | CPU seconds | seconds of probes |
            | ----------- | ----: | ---------: | ---------: | ------: | ----------: | ----------------: |
            | 0           |     2 | 50.0 ± 0.0 | 80.0 ± 7.1 |  15 ± 7 |      60 ± 0 |             3 ± 0 |
            | 64          |     1 |       50.0 |   **90.0** |       – |          60 |                 3 |
            """)
        .contains("| loss.window | seeds |           gru |\n")
        .contains("| 0           |     2 | 1.250 ± 0.000 |\n");
  }

  @Test
  void tellsWhatFailedAndWhy() {
    assertThat(table(Map.of(DESIGN.trials().get(3), "gru is not finite")))
        .endsWith("\n## What failed\n\n- loss.window=64 seed=2: gru is not finite\n");
  }

  @Test
  void theCsvHasARowForEveryPointLabelAndModule() {
    List<String> lines =
        StudyCsv.of(DESIGN.keys(), PointResults.of(DESIGN, RESULTS)).lines().toList();

    assertThat(lines.get(0))
        .isEqualTo(
            "loss.window,label,module,seeds,accuracy_mean,accuracy_deviation,untrained_accuracy_mean,"
                + "untrained_accuracy_deviation,loss_mean,loss_deviation,held_out_loss_mean,"
                + "held_out_loss_deviation,training_seconds_mean,training_seconds_deviation,"
                + "training_cpu_seconds_mean,training_cpu_seconds_deviation,probing_seconds_mean,"
                + "probing_seconds_deviation");
    assertThat(lines)
        .hasSize(5)
        .contains("64,word,gru,1,0.9,,0.25,,1.25,,,,,,60.0,,3.0,")
        .contains("0,word,raw,2,0.5,0.0,,,,,,,15.0,7.0710678118654755,60.0,0.0,3.0,0.0");
  }

  private static String table(Map<Trial, String> failures) {
    return new StudyTable("corpus", DESIGN, PointResults.of(DESIGN, RESULTS), failures).render();
  }

  private static TrialResult result(int trial, double raw, double gru, double seconds) {
    Trial of = DESIGN.trials().get(trial);
    return new TrialResult(
        of.name(),
        of.settings(DESIGN.keys()),
        of.seed(),
        7,
        "0abc",
        new Cost(seconds, 60, 3),
        List.of(new Loss("gru", 1.25, Double.NaN)),
        List.of(
            new Accuracy("raw", "word", raw, Double.NaN, 0.125, 400),
            new Accuracy("gru", "word", gru, 0.25, 0.125, 400)));
  }
}
