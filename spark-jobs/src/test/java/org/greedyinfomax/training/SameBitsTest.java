package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.modality.Modality;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.StackTask;
import org.greedyinfomax.model.StackTrainer;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.optim.WeightedMean;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.greedyinfomax.training.batch.Crops;
import org.greedyinfomax.training.batch.SampleOrder;
import org.greedyinfomax.training.batch.TrainingLabels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The same seed gives the same parameters to the last bit, wherever and however it is trained. */
@ParameterizedClass
@EnumSource(Small.class)
final class SameBitsTest {

  @TempDir private static Path directory;
  private static Recipe recipe;
  private static Runs runs;
  private static String hash;

  @Parameter private Small small;

  @BeforeParameterizedClassInvocation
  static void trainOnOneCore(Small small) throws IOException {
    recipe = small.recipe();
    runs = new Runs(directory.resolve(small.name()), small);
    try (SparkSession spark = Sparks.start("local[1]")) {
      hash = runs.train(spark, recipe, "one-core").hash();
      assertThat(runs.train(spark, small.recipe("seed=8"), "other-seed").hash()).isNotEqualTo(hash);
    }
  }

  @Test
  void onTwoCores() throws IOException {
    try (SparkSession spark = Sparks.start("local[2]")) {
      assertThat(runs.train(spark, recipe, "two-cores").hash()).isEqualTo(hash);
    }
  }

  @Test
  void whenTasksFailAndAreRetried() throws IOException {
    FlakyFileSystem.OPENED.set(0);
    try (SparkSession spark =
        Sparks.start("local[2,4]", "spark.hadoop.fs.flaky.impl", FlakyFileSystem.class.getName())) {
      spark.sparkContext().setLogLevel("OFF"); // the failures are meant
      TrainingRun run =
          TrainingRun.start(
              spark,
              recipe,
              "flaky:" + runs.corpus(),
              runs.path("flaky").toString(),
              Existing.REFUSE);

      assertThat(run.train(Runs.quiet()).hash()).isEqualTo(hash);
    }
    assertThat(FlakyFileSystem.OPENED).hasValueGreaterThan(10);
  }

  /** Three replicas one after another in this thread, and their mean written out. */
  @Test
  void inAPlainLoopWithoutSpark() throws IOException {
    assertThat(plainLoop(recipe).hash()).isEqualTo(hash);
  }

  /** Every replica's step is as long as its number says, whichever round it belongs to. */
  @Test
  void whileTheLearningRateChanges() throws IOException {
    Recipe falling = small.recipe("optimizer.schedule=cosine", "optimizer.warmupSteps=3");
    try (SparkSession spark = Sparks.start("local[2]")) {
      assertThat(runs.train(spark, falling, "falling").hash())
          .isEqualTo(plainLoop(falling).hash())
          .isNotEqualTo(hash);
    }
  }

  private Checkpoint plainLoop(Recipe recipe) throws IOException {
    Checkpoint latest = Checkpoint.untrained(recipe);
    Rounds rounds = Rounds.of(recipe.training(), 0, 3, Small.ROWS);
    Crops crops = crops(recipe);
    for (int r = 0; r < rounds.count(); r++) {
      Rounds.Round round = rounds.round(r);
      List<List<ModuleState>> replicas = new ArrayList<>();
      for (int replica = 2; replica >= 0; replica--) {
        replicas.add(0, train(recipe, rounds, crops, latest.states(), replica, round));
      }
      latest = checkpoint(r + 1, mean(replicas));
    }
    return latest;
  }

  @Test
  void ofOneReplicaInOneRoundOrInManyOrInAPlainLoop() throws IOException {
    Recipe oneRound =
        small.recipe("training.epochs=1", "training.replicas=1", "training.localSteps=1000");
    Recipe everyStep =
        small.recipe("training.epochs=1", "training.replicas=1", "training.localSteps=1");
    Rounds rounds = Rounds.of(oneRound.training(), 0, 3, Small.ROWS);
    assertThat(rounds.count()).isEqualTo(1);

    List<ModuleState> plain =
        train(
            oneRound,
            rounds,
            crops(oneRound),
            Checkpoint.untrained(oneRound).states(),
            0,
            new Rounds.Round(0, 0, 13, 0, 3));

    try (SparkSession spark = Sparks.start("local[2]")) {
      Checkpoint one = runs.train(spark, oneRound, "one-round");
      Checkpoint many = runs.train(spark, everyStep, "many-rounds");
      assertThat(one.hash()).isEqualTo(checkpoint(1, plain).hash());
      assertThat(many.hash()).isEqualTo(one.hash());
      assertThat(many.rounds()).isEqualTo(13);
    }
  }

  private static List<ModuleState> train(
      Recipe recipe,
      Rounds rounds,
      Crops crops,
      List<ModuleState> states,
      int replica,
      Rounds.Round round)
      throws IOException {
    Crops.Reader reader = crops.reader(replica);
    try (StackTrainer trainer =
        new StackTrainer(
            CpuEngine.onCpu(Precision.SINGLE, 1),
            new StackTask(
                recipe.stack(), recipe.optimizer().over(rounds.stepsPerPhase()), recipe.seed()),
            0,
            states,
            0)) {
      for (int step = round.firstStep(); step < round.firstStep() + round.steps(); step++) {
        trainer.step(reader.batch(step).batch(), replica, step, above -> {});
      }
      return trainer.trainedStates();
    }
  }

  private static List<ModuleState> mean(List<List<ModuleState>> replicas) {
    List<ModuleState> means = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      int size = replicas.get(0).get(m).values().length;
      WeightedMean values = new WeightedMean(size);
      WeightedMean first = new WeightedMean(size);
      WeightedMean second = new WeightedMean(size);
      for (List<ModuleState> replica : replicas) {
        values.add(replica.get(m).values(), 1);
        first.add(replica.get(m).first(), 1);
        second.add(replica.get(m).second(), 1);
      }
      int steps = replicas.get(0).get(m).steps();
      means.add(new ModuleState(values.mean(), first.mean(), second.mean(), steps));
    }
    return means;
  }

  private static Checkpoint checkpoint(int rounds, List<ModuleState> states) {
    List<byte[]> files =
        IntStream.range(0, 3)
            .mapToObj(m -> states.get(m).toBytes(ModuleLayout.of(recipe.stack(), m)))
            .toList();
    return new Checkpoint(rounds, files, states);
  }

  private Crops crops(Recipe recipe) throws IOException {
    Corpus corpus = Corpus.open(new Configuration(), runs.corpus());
    List<int[]> rows =
        corpus.rowGroups().stream()
            .map(group -> IntStream.range(0, group.rows()).toArray())
            .toList();
    Rounds rounds = Rounds.of(recipe.training(), 0, 3, Small.ROWS);
    return new Crops(
        corpus,
        recipe,
        Modality.of(recipe).input(small.normalization()),
        TrainingLabels.NONE,
        new SampleOrder(recipe.seed(), rows, recipe.corpus().shuffleRowGroups()),
        rounds.stepsPerEpoch());
  }
}
