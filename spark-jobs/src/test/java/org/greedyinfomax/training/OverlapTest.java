package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.run.RoundMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Stage groups are at work at the same time: the metrics show it. */
@ParameterizedClass
@EnumSource(Small.class)
@SharedSpark(SharedSpark.Scheduler.FAIR)
final class OverlapTest {

  @TempDir private static Path directory;
  private static Runs runs;
  private static SparkSession spark;

  @Parameter private Small small;

  @BeforeParameterizedClassInvocation
  static void start(Small small) throws IOException {
    runs = new Runs(directory.resolve(small.name()), small);
    spark = SharedSession.spark();
  }

  @Test
  void roundsOfDifferentGroupsRunAtTheSameTime() throws IOException {
    runs.train(
        spark,
        small.recipe("training.schedule=pipelined", "training.replicas=2", "training.localSteps=2"),
        "overlapping");
    runs.train(spark, small.recipe("training.replicas=2"), "fused");
    List<RoundMetrics> rounds = runs.directory("overlapping").rounds();
    List<String> groups = small.names();
    String all = groups.get(0) + "-" + groups.get(2);

    assertThat(rounds.stream().map(RoundMetrics::group).distinct())
        .containsExactlyElementsOf(groups);
    assertThat(secondsTogether(rounds, groups.get(0), groups.get(1))).isPositive();
    assertThat(secondsTogether(rounds, groups.get(1), groups.get(2))).isPositive();
    assertThat(secondsTogether(runs.directory("fused").rounds(), all, all))
        .as("a group with itself, but for a clock of milliseconds")
        .isLessThan(0.05);
    assertThat(rounds).allSatisfy(OverlapTest::requireInOrder);
  }

  /** A round is trained on what the same round of the group below has put out, so ends later. */
  @Test
  void aGroupNeverOvertakesTheOneBelow() throws IOException {
    runs.train(spark, small.recipe("training.schedule=pipelined"), "in-order");
    List<RoundMetrics> rounds = runs.directory("in-order").rounds();

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
