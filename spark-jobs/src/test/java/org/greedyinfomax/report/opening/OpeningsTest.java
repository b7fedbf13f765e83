package org.greedyinfomax.report.opening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greedyinfomax.report.data.LinearAccuracy;
import org.greedyinfomax.report.data.LossPoint;
import org.greedyinfomax.report.data.Opening;
import org.greedyinfomax.report.data.ProbeRow;
import org.junit.jupiter.api.Test;

final class OpeningsTest {

  private static final Training TRAINING =
      new Training(Optional.of("10 epochs"), "without labels", "MFCC", "recordings");

  @Test
  void saysWhatTheTopModuleTellsAndWhatThereIsToCompareWith() {
    Opening opening =
        of(
            row("raw", "word", 0.482, Double.NaN),
            row("conv", "word", 0.5, 0.4),
            row("gru", "word", 0.74, 0.21));

    assertThat(opening.sentence())
        .isEqualTo(
            "After 10 epochs without labels, a linear classifier on the top module (gru) gets “word”"
                + " right for 74.0\u00a0% of the test recordings (MFCC 48.2\u00a0%, untrained 21.0\u00a0%).");
    assertThat(opening.panels()).hasSize(1);
    assertThat(opening.picture()).contains(">MFCC 48.2 %<", ">chance 8.3 %<", ">74.0<", ">gru<");
  }

  @Test
  void saysFirstWhereMostWasGainedAndWhichModuleIsClearlyBest() {
    Opening opening =
        of(
            row("raw", "voice", 0.8, Double.NaN),
            row("raw", "word", 0.4, Double.NaN),
            row("conv", "voice", 0.9, 0.7),
            row("conv", "word", 0.5, 0.3),
            row("gru", "voice", 0.6, 0.2),
            row("gru", "word", 0.7, 0.2));

    assertThat(opening.sentence())
        .isEqualTo(
            "After 10 epochs without labels, a linear classifier on the top module (gru) gets “word”"
                + " right for 70.0\u00a0% of the test recordings (MFCC 40.0\u00a0%, untrained 20.0\u00a0%) and “voice”"
                + " for 60.0\u00a0% (MFCC 80.0\u00a0%, untrained 20.0\u00a0%, best module, conv, 90.0\u00a0%).");
    assertThat(opening.panels())
        .hasSize(2)
        .satisfiesExactly(
            first ->
                assertThat(first).contains("<title id=\"opening-1-title\">Accuracy for word by"),
            second -> assertThat(second).contains("Accuracy for voice by module"));
  }

  @Test
  void comparesOnlyWithWhatWasProbed() {
    assertThat(of(row("gru", "word", 0.7, Double.NaN)).sentence())
        .endsWith("gets “word” right for 70.0\u00a0% of the test recordings.");
    assertThat(of(row("raw", "word", 0.7, Double.NaN))).isEqualTo(Opening.NONE);
  }

  @Test
  void saysOfWeightsFromElsewhereThatTheyWereImported() {
    Training imported = new Training(Optional.empty(), "without labels", "pixels", "pictures");

    assertThat(
            Openings.of(
                    imported,
                    List.of(row("top", "class", 0.7, 0.2)),
                    List.of(),
                    name -> 1,
                    List.of())
                .sentence())
        .isEqualTo(
            "As imported, a linear classifier on the top module (top) gets “class” right for 70.0\u00a0% of"
                + " the test pictures (untrained 20.0\u00a0%).");
  }

  @Test
  void saysWithoutProbesWhatTheLossesShowAndHowToProbe() {
    List<LossPoint> losses =
        List.of(
            new LossPoint("conv", 1, 8, 2.3, 0.1, 0.5),
            new LossPoint("gru", 1, 8, 2.5, 0.1, 0.5),
            new LossPoint("conv", 2, 16, 1.736, 0.4, 0.5),
            new LossPoint("gru", 2, 16, 2.41, 0.1, 0.5));

    Opening opening =
        Openings.of(TRAINING, List.of(), losses, name -> 2.3979, List.of("bin/gim probe"));

    assertThat(opening)
        .isEqualTo(
            Opening.ofWords(
                "After 10 epochs without labels, all modules but gru do better than guessing: losses are"
                    + " 1.74, 2.41 nats, lowest module first, and guessing is at 2.40; a probe tells which"
                    + " labels the modules know:",
                List.of("bin/gim probe")));
    assertThat(
            Openings.of(TRAINING, List.of(), losses.subList(0, 1), name -> 2.3979, List.of())
                .sentence())
        .startsWith("After 10 epochs without labels, every module does better than guessing: ");
    assertThat(Openings.of(TRAINING, List.of(), List.of(), name -> 2.3979, List.of()))
        .isEqualTo(Opening.NONE);
  }

  @Test
  void drawsManyModulesAndStrangeNames() {
    List<ProbeRow> rows = new ArrayList<>();
    for (int m = 0; m < 40; m++) {
      rows.add(row("<module & " + m, "a \"label\"", 0.5 + 0.01 * m, 0.3));
    }

    Opening opening = of(rows.toArray(ProbeRow[]::new));

    assertThat(opening.picture())
        .contains("a &quot;label&quot;", "&lt;module &amp; ")
        .doesNotContain("<module", "NaN");
  }

  private static Opening of(ProbeRow... rows) {
    return Openings.of(TRAINING, List.of(rows), List.of(), name -> 2.4, List.of());
  }

  private static ProbeRow row(String module, String label, double trained, double untrained) {
    return new ProbeRow(
        module, label, accuracy(trained), accuracy(untrained), Double.NaN, Double.NaN, 1.0 / 12);
  }

  private static LinearAccuracy accuracy(double share) {
    return Double.isNaN(share)
        ? LinearAccuracy.NONE
        : new LinearAccuracy(share, share - 0.04, Math.min(1, share + 0.04), 1e-4);
  }
}
