package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stage groups are at work at the same time: the metrics show it. */
final class OverlapTest {

  @TempDir private Path directory;

  @Test
  void roundsOfDifferentGroupsRunAtTheSameTime() throws IOException {
    Runs runs = new Runs(directory);
    try (SparkSession spark = Sparks.start("local[2]", "spark.scheduler.mode", "FAIR")) {
      runs.train(
          spark,
          SmallRecipe.with(
              "training.schedule=pipelined", "training.replicas=2", "training.localSteps=2"),
          "pipelined");
      runs.train(spark, SmallRecipe.with("training.replicas=2"), "fused");
    }
    List<RoundMetrics> rounds = runs.directory("pipelined").rounds();

    assertThat(rounds.stream().map(RoundMetrics::group).distinct())
        .containsExactly("conv1", "conv2", "gru");
    assertThat(secondsTogether(rounds, "conv1", "conv2")).isPositive();
    assertThat(secondsTogether(rounds, "conv2", "gru")).isPositive();
    assertThat(secondsTogether(runs.directory("fused").rounds(), "conv1-gru", "conv1-gru"))
        .as("a group with itself, but for a clock of milliseconds")
        .isLessThan(0.05);
    assertThat(rounds).allSatisfy(OverlapTest::requireInOrder);
  }

  /** A round is trained on what the same round of the group below has put out, so ends later. */
  @Test
  void aGroupNeverOvertakesTheOneBelow() throws IOException {
    Runs runs = new Runs(directory);
    try (SparkSession spark = Sparks.start("local[2]", "spark.scheduler.mode", "FAIR")) {
      runs.train(spark, SmallRecipe.with("training.schedule=pipelined"), "pipelined");
    }
    List<RoundMetrics> rounds = runs.directory("pipelined").rounds();

    for (int round = 1; round <= 3; round++) {
      int number = round;
      List<Double> trained =
          rounds.stream().filter(line -> line.round() == number).map(OverlapTest::end).toList();
      assertThat(trained).hasSize(3).isSorted();
    }
  }

  private static void requireInOrder(RoundMetrics round) {
    RoundMetrics.Seconds seconds = round.seconds();
    assertThat(seconds.waiting() + seconds.running() + seconds.averaging() + seconds.committing())
        .isLessThanOrEqualTo(seconds.wall() + 1e-3);
    assertThat(seconds.running())
        .isGreaterThanOrEqualTo(seconds.reading() + seconds.computing() + seconds.writing() - 1e-3);
  }

  /** How long some round of one group and some other round of the other ran at the same time. */
  private static double secondsTogether(List<RoundMetrics> rounds, String one, String other) {
    double together = 0;
    for (RoundMetrics a : rounds) {
      for (RoundMetrics b : rounds) {
        if (a.group().equals(one) && b.group().equals(other) && !a.equals(b)) {
          together += Math.max(0, Math.min(end(a), end(b)) - Math.max(start(a), start(b)));
        }
      }
    }
    return together;
  }

  /** When the Spark job began. */
  private static double start(RoundMetrics round) {
    return round.seconds().start() + round.seconds().waiting();
  }

  /** When the Spark job ended. */
  private static double end(RoundMetrics round) {
    return start(round) + round.seconds().running();
  }
}
