package org.greedyinfomax.job.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Condition;
import org.greedyinfomax.data.SegmentKey;
import org.greedyinfomax.job.Presets;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ComparisonTest {

  private static final String RECORDINGS_FIFTH =
      "pmod(xxhash64(regexp_replace(key, '#[0-9]{6,9}$', '')), 5)";

  @Test
  void takesThePapersRecipesAsTheyAre() {
    Comparison study = new Comparison(Experiment.STL10, false, List.of());

    for (Method method : study.methods()) {
      assertThat(study.recipe(method)).isEqualTo(Presets.read(study.preset(method), List.of()));
    }
    assertThat(study.preset(Method.GREEDY_SUPERVISED)).isEqualTo("stl10-greedy-supervised");
  }

  @ParameterizedTest
  @EnumSource
  void smallRecipesAllLeaveOutTheRowsThatAreTested(Experiment experiment) {
    Comparison study = new Comparison(experiment, true, List.of("training.epochs=1"));

    for (Method method : study.methods()) {
      Recipe recipe = study.recipe(method, 7);
      assertThat(recipe.probe().testWhere()).isEqualTo(RECORDINGS_FIFTH + " = 0");
      assertThat(recipe.corpus().where()).isEqualTo(RECORDINGS_FIFTH + " <> 0");
      assertThat(recipe.probe().label()).isEqualTo(experiment.label());
      assertThat(recipe.ingest().labels().folder()).isEqualTo(experiment.label());
      assertThat(recipe.training().epochs()).isEqualTo(1);
    }
  }

  /** Of recordings of one's own, which may be long. */
  @Test
  void segmentsOfARecordingAreAllTestedOrAllTrainedOn() throws IOException {
    Recipe recipe =
        new Comparison(Experiment.LIBRISPEECH, true, List.of()).recipe(Method.GREEDY_INFOMAX, 7);
    List<String> keys =
        IntStream.range(0, 90)
            .mapToObj(i -> Text.format("talk %d#%06d", i / 3, 300 * (i % 3)))
            .toList();
    try (SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate()) {
      Dataset<Row> table = spark.createDataset(keys, Encoders.STRING()).toDF("key");
      List<String> tested =
          Condition.of("probe.testWhere", recipe.probe().testWhere())
              .filter(table)
              .as(Encoders.STRING())
              .collectAsList();
      List<String> trained =
          Condition.of("corpus.where", recipe.corpus().where())
              .filter(table)
              .as(Encoders.STRING())
              .collectAsList();

      assertThat(tested).isNotEmpty();
      assertThat(trained).hasSize(90 - tested.size());
      assertThat(trained.stream().map(SegmentKey::recording).toList())
          .doesNotContainAnyElementsOf(tested.stream().map(SegmentKey::recording).toList());
    }
  }

  @Test
  void supervisedMethodsLearnTheLabelThatIsProbed() {
    Comparison study = new Comparison(Experiment.LIBRISPEECH, true, List.of());

    assertThat(study.recipe(Method.SUPERVISED, 7).stack().loss())
        .isEqualTo(new SupervisedSpec("speaker", 7));
    assertThat(study.recipe(Method.GREEDY_SUPERVISED, 7).stack().loss())
        .isEqualTo(new SupervisedSpec("speaker", 7));
  }

  /** Two replicas of batches of 8, ten epochs, 80 rows: 50 steps of each replica. */
  @ParameterizedTest
  @CsvSource({
    " 1, 1,  8, 50", // 10 rows do not fill two mini-batches
    " 3, 2,  8, 50", // 30 rows: one step an epoch
    " 6, 2,  8, 17", // 60 rows: three
    "99, 2,  8, 10",
  })
  void fewLabelsAreLearnedFromInAsManyStepsAsAll(
      int perClass, int replicas, int batchSize, int epochs) {
    Comparison study =
        new Comparison(Experiment.STL10, true, List.of("probe.perClass=[1, 3, 6, 99, all]"));
    ClassCounts counts = new ClassCounts(Collections.nCopies(10, 8L));

    Recipe recipe = study.recipeOfFew(perClass, counts);

    assertThat(study.fewLabels()).containsExactly(1, 3, 6, 99);
    assertThat(study.nameOfFew(perClass)).isEqualTo("images-small-supervised-" + perClass);
    assertThat(recipe.corpus().perClass()).isEqualTo(perClass);
    assertThat(recipe.corpus().where()).isEqualTo(study.recipe(Method.CPC).corpus().where());
    assertThat(recipe.stack()).isEqualTo(study.recipe(Method.SUPERVISED, 10).stack());
    assertThat(recipe.training().replicas()).isEqualTo(replicas);
    assertThat(recipe.training().batchSize()).isEqualTo(batchSize);
    assertThat(recipe.training().epochs()).isEqualTo(epochs);
  }

  @Test
  void fewerRowsThanAMiniBatchAreOne() {
    Comparison study = new Comparison(Experiment.LIBRISPEECH, true, List.of("probe.perClass=[2]"));

    Recipe recipe = study.recipeOfFew(2, new ClassCounts(List.of(1L, 400L, 399L)));

    assertThat(recipe.training().batchSize()).isEqualTo(5);
    assertThat(recipe.training().epochs()).isEqualTo(1_000); // 800 rows by 8, ten times
  }

  @Test
  void learnsPhonesIfThereAreLabelsOfFrames() {
    Comparison study =
        new Comparison(Experiment.LIBRISPEECH, true, List.of("probe.frameLabels=ph.txt"));

    assertThat(study.methods()).containsExactly(Method.values());
    assertThat(study.recipe(Method.GREEDY_SUPERVISED_PHONES, 7).stack().loss())
        .isEqualTo(new FrameSupervisedSpec("ph.txt", 1, 7, 8_000));
    assertThat(new Comparison(Experiment.LIBRISPEECH, true, List.of()).methods())
        .containsExactly(
            Method.GREEDY_INFOMAX, Method.CPC, Method.SUPERVISED, Method.GREEDY_SUPERVISED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corpus.where=key > 'a'",
        "probe.testWhere=key > 'a'",
        "probe.label=shape",
        "ingest.labels.folder=shape",
        "loss.negatives=3"
      })
  void refusesToCompareWhatDiffersInMoreThanTheMethod(String override) {
    assertThatThrownBy(() -> new Comparison(Experiment.STL10, true, List.of(override)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gim reproduce compares methods by what they differ in: leave modules, loss,"
                + " corpus.where, ingest.labels.folder, probe.label, probe.testWhere out of [%s]",
            override);
  }

  @Test
  void needsTheSplitsOfLibriSpeech() {
    assertThatThrownBy(() -> new Comparison(Experiment.LIBRISPEECH, false, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("librispeech needs the lists of its splits: give ingest.splits");

    List<String> lists = List.of("ingest.splits.train=a.txt", "ingest.splits.test=b.txt");
    assertThat(
            new Comparison(Experiment.LIBRISPEECH, false, lists)
                .recipe(Method.CPC)
                .ingest()
                .splits())
        .containsEntry("train", "a.txt");
  }
}
