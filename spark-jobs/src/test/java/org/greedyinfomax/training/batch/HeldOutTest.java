package org.greedyinfomax.training.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.ValidatedRound;
import org.greedyinfomax.training.Runs;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.greedyinfomax.training.Small;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that are held out: losses are measured on them, and nothing is learned from them. */
@ParameterizedClass
@EnumSource(Small.class)
@SharedSpark
final class HeldOutTest {

  private static final String FIVE = "key in ('key-1', 'key-5', 'key-8', 'key-14', 'key-20')";

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Runs runs;

  @Parameter private Small small;

  @BeforeParameterizedClassInvocation
  static void start(Small small) throws IOException {
    runs = new Runs(directory.resolve(small.name()), small);
    spark = SharedSession.spark();
  }

  @Test
  void measuringChangesNothing() throws IOException {
    Checkpoint without = runs.train(spark, small.recipe("corpus.where=not " + FIVE), "without");

    Checkpoint with = runs.train(spark, small.recipe("validation.where=" + FIVE), "with");

    assertThat(with.hash()).isEqualTo(without.hash());
    assertThat(runs.directory("with").input()).isEqualTo(runs.directory("without").input());
    assertThat(runs.directory("without").validations()).isEmpty();
    assertThat(runs.directory("with").validations())
        .extracting(ValidatedRound::round)
        .containsExactly(1, 2);
  }

  /** One step as small as nothing, and its measurement is that of the step before. */
  @Test
  void measuresTheSameSamplesEveryTime() throws IOException {
    runs.train(
        spark,
        small.recipe("validation.where=" + FIVE, "optimizer.learningRate=1e-30"),
        "standing");

    List<ValidatedRound> lines = runs.directory("standing").validations();
    for (ValidatedRound line : lines) {
      assertThat(line.modules())
          .extracting(ValidatedRound.Module::name)
          .containsExactlyElementsOf(small.names());
      for (int m = 0; m < 3; m++) {
        ValidatedRound.Module module = line.modules().get(m);
        assertThat(module.loss()).isEqualTo(lines.get(0).modules().get(m).loss()).isPositive();
        assertThat(module.information())
            .isEqualTo(small.recipe().stack().loss().information(module.loss()));
        assertThat(module.since()).isEqualTo(line.round() - 1);
        assertThat(module.stoppedAfter()).as("patience is 0").isZero();
      }
    }
  }

  @Test
  void measuresModulesThatHaveBegunToLearnInIterativeOrder() throws IOException {
    runs.train(
        spark,
        small.recipe(
            "training.order=iterative", "validation.where=" + FIVE, "validation.interval=2"),
        "iterative");

    assertThat(runs.directory("iterative").validations())
        .extracting(line -> line.round() + ":" + line.modules().size())
        .containsExactly("2:1", "4:2", "6:3");
  }

  @Test
  void learnsLabelsOfHeldOutRowsToo() throws IOException {
    String loss = "loss = null\nloss { kind = supervised, label = speaker, classes = 2 }\n";
    Recipe recipe =
        RecipeReader.read(
            "labels",
            small.recipe("validation.where=" + FIVE).toHocon() + loss,
            List.of("training.epochs=1"));

    runs.train(spark, recipe, "labels");

    assertThat(runs.directory("labels").validations()).hasSize(1);
  }

  @Test
  void refusesWhatHoldsOutNothing() {
    assertRefused(
        "validation.where=key = 'none'",
        "validation.where = \"key = 'none'\" holds out no row: choose another");
  }

  @Test
  void refusesWhatHoldsOutEverything() {
    assertRefused(
        "validation.where=key is not null",
        "validation.where = \"key is not null\" holds out every row, so that none is left to train"
            + " on: choose another");
  }

  @Test
  void refusesLessThanAMiniBatch() {
    assertRefused(
        "validation.where=key = 'key-3'",
        "validation.where = \"key = 'key-3'\" holds out 1 rows, which do not fill a mini-batch of"
            + " 2: hold out more, or lower training.batchSize");
  }

  @Test
  void refusesColumnsThatTheCorpusLacks() {
    assertThatThrownBy(
            () -> runs.start(spark, small.recipe("validation.where=split = 'dev'"), "refused"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "validation.where = \"split = 'dev'\" cannot be used on the columns [");
  }

  private void assertRefused(String override, String message) {
    assertThatThrownBy(() -> runs.start(spark, small.recipe(override), "refused"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(runs.path("refused")).doesNotExist();
  }
}
