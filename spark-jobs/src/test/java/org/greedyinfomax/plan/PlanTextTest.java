package org.greedyinfomax.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greedyinfomax.plan.PlanRecipes.AT_ONCE;
import static org.greedyinfomax.plan.PlanRecipes.measured;
import static org.greedyinfomax.plan.PlanRecipes.ofModules;
import static org.greedyinfomax.plan.PlanRecipes.preset;

import java.util.OptionalLong;
import org.greedyinfomax.config.Recipe;
import org.junit.jupiter.api.Test;

final class PlanTextTest {

  @Test
  void tellsAllInAlignedTables() {
    Recipe recipe = ofModules(2, "loss.window=0", "training.localSteps=auto", "training.epochs=1");

    String text = Planner.plan(recipe, measured(2, 0.5, 1e9, 1, 2), OptionalLong.of(40)).toText();

    assertThat(text)
        .isEqualTo(
            """
            A task on an executor: CPU
              products     100.0 GFLOP/s
              activations  written at 1000 MB/s, read at 1000 MB/s
            A round costs 500.0 ms beside its steps. There are slots for 2 tasks at a time.

            Modules: for a sample of 2560 x 1; a step trains on 2
              module  parameters  GFLOP forward  GFLOP in all  share  its loss    output    bytes    step  GFLOP/s
              m0             104          0.002         0.006   49 %      99 %  2560 x 4  20.5 kB  1.00 s      0.0
              m1             116          0.002         0.006   51 %      97 %  2560 x 4  20.5 kB  2.00 s      0.0
              all            220          0.004         0.011             98 %                     3.00 s      0.0

            Borders, where groups are cut: float16 on disk, with 1 replica and 2 local steps a round; budget 17.2 GB
              above  a sample   a round  window of 2
              m0      20.5 kB  151.6 kB     303.1 kB

            Schedules, for 40 rows
              schedule   local steps  window  a round  a step  rounds   in all
              fused                2       -   6.50 s  3.25 s      10  65.00 s
              pipelined            3       2   6.50 s  2.17 s       7  45.50 s  advised

            Groups: memory is outside Java's heap, where an executor of 4.3 GB has 3.0 GB for 2 tasks at a time
              group      step of a task  memory of a task
              fused
                m0-m1            3.00 s           50.3 MB
              pipelined
                m0               1.00 s           33.6 MB
                m1               2.00 s           33.6 MB

            Advice: training.schedule = pipelined. 2 slots and 1 replica: 2 groups side by side are 1.5 times as fast as one.
            Warning: a module takes 20 steps of each replica in all, and fewer than 1000 seldom teach much. Take training.epochs = 50 instead of 1.
            The loss of module m0 takes 49 % of all FLOPs: loss.window = 64, for example, instead of 0, scores fewer frames of each crop.
            With training.schedule = fused, training.localSteps = auto is 2: overhead is 7.7 % of a round.
            """);
  }

  @Test
  void namesTheLossesThatModulesHaveThemselves() {
    Recipe recipe =
        preset(
            "speech-small",
            "modules=[{ name = low, layers = [{ kind = convolution1d, channels = 4, kernel = 20,"
                + " stride = 20, padding = 0 }] }, { name = high, layers = [{ kind ="
                + " convolution1d, channels = 4, kernel = 4, stride = 4, padding = 0 }], loss {"
                + " predictionSteps = 12, window = 0, negatives = 8, negativeSampling = mixed,"
                + " sameSequenceShare = 0.5 } }]");

    String text = Planner.plan(recipe, measured(2, 0.5, 1e9, 1, 2), OptionalLong.empty()).toText();

    assertThat(text)
        .containsOnlyOnce("\nLoss of ")
        .contains(
            "\nLoss of high: 12 steps forward, 8 negatives a step (mixed, 4 of them from the same"
                + " crop)\n");
  }

  @Test
  void saysNothingOfStepsIfThereAreEnough() {
    Recipe recipe = ofModules(2, "training.epochs=50");

    assertThat(Planner.plan(recipe, measured(2, 0.5, 1e9, 1, 2), OptionalLong.of(40)).toText())
        .doesNotContain("Warning");
  }

  @Test
  void saysHowManyStepsWouldBeEnough() {
    Recipe recipe = preset("speech-small", "training.batchSize=32", "training.epochs=10");

    assertThat(
            Planner.plan(recipe, measured(2, 0.5, AT_ONCE, 1, 1, 1, 1, 1), OptionalLong.of(1240))
                .toText())
        .contains(
            "Warning: a module takes 380 steps of each replica in all, and fewer than 1000 seldom"
                + " teach much. Take training.batchSize = 12 instead of 32, or training.epochs = 27"
                + " instead of 10.\n");
  }

  @Test
  void saysWhichModulesLossTakesMostOfTheWork() {
    Recipe all = preset("speech-small", "loss.window=0");

    assertThat(
            Planner.plan(all, measured(2, 0.5, AT_ONCE, 1, 1, 1, 1, 1), OptionalLong.empty())
                .toText())
        .containsPattern(
            "\nThe loss of module conv1 takes \\d+ % of all FLOPs: loss.window = 64, for example, instead of"
                + " 0, scores fewer frames of each crop\\.\n");
    assertThat(
            Planner.plan(
                    preset("speech-small"),
                    measured(2, 0.5, AT_ONCE, 1, 1, 1, 1, 1),
                    OptionalLong.empty())
                .toText())
        .doesNotContain("of all FLOPs");
  }

  /** As PyTorch counts the FLOPs of the authors' code, and their parameters. */
  @Test
  void showsWhatTheModulesOfThePaperCost() {
    String text =
        Planner.plan(
                preset("librispeech"),
                measured(2, 0.5, 1e9, 1, 5, 2, 2, 1, 1),
                OptionalLong.empty())
            .toText();

    assertThat(text)
        .containsPattern("conv1 +\\d+ +0\\.864 +2\\.549 +10 % +97 % +4095 x 512 +4\\.2 MB ")
        .containsPattern("conv2 +\\d+ +5\\.113 +11\\.047 +42 % +22 % +1023 x 512 +1\\.0 MB ")
        .containsPattern("conv3 +\\d+ +1\\.895 +4\\.613 +18 % +53 % +512 x 512 +524\\.3 kB ")
        .containsPattern("conv4 +\\d+ +1\\.361 +3\\.543 +13 % +70 % +257 x 512 ")
        .containsPattern("conv5 +\\d+ +1\\.090 +3\\.002 +11 % +82 % +128 x 512 ")
        .containsPattern("gru +\\d+ +0\\.570 +1\\.593 +6 % +\\d+ % +128 x 256 ")
        .containsPattern("all +23143424 +10\\.893 +26\\.346 ");
  }

  @Test
  void showsWhatTheModulesOfSpeechSmallCost() {
    String text =
        Planner.plan(
                preset("speech-small"),
                measured(2, 0.5, AT_ONCE, 1, 1, 1, 1, 1),
                OptionalLong.empty())
            .toText();

    assertThat(text).contains("Modules: for a sample of 2560 x 1; a step trains on 8\n");
  }
}
