package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.StratifiedDraw;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.greedyinfomax.run.RunInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that learns from few labels begins with the weights of one that learned without any. */
@SharedSpark
final class FineTuningTest {

  private static final String END_TO_END =
      """
      {
        name = encoder
        layers = [
          { kind = convolution1d, channels = 8, kernel = 8, stride = 4, padding = 2 }
          { kind = convolution1d, channels = 8, kernel = 4, stride = 2, padding = 1 }
          { kind = gru, hidden = 8, backpropagation = through-time }
        ]
      }
      """;

  private static final String THREE = "corpus.perClass=3";

  @TempDir private static Path directory;
  private static Runs runs;
  private static SparkSession spark;
  private static Checkpoint pretrained;

  @BeforeAll
  static void pretrain() throws IOException {
    runs = new Runs(directory);
    spark = SharedSession.spark();
    pretrained = runs.train(spark, SmallRecipe.with(), "pretrained");
  }

  private static Recipe greedy(String... overrides) {
    return SmallRecipe.ofLabels(SmallRecipe.OF_SOUNDS, overrides);
  }

  private static Recipe endToEnd(String... overrides) {
    return SmallRecipe.ofLabels(List.of(END_TO_END), overrides);
  }

  private static TrainingRun begin(Recipe recipe, String run) throws IOException {
    return TrainingRun.grow(
        spark,
        recipe,
        runs.corpus(),
        runs.path(run).toString(),
        Existing.REFUSE,
        runs.directory("pretrained"),
        told -> {});
  }

  /** The numbers of the pretrained layers, lowest first, without score matrices. */
  private static List<Float> encoder() {
    List<Float> numbers = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      ModuleLayout layout = ModuleLayout.of(SmallRecipe.with().stack(), m);
      numbers.addAll(
          numbers(pretrained.states().get(m).values(), layout.entry("predictor.weight").start()));
    }
    return numbers;
  }

  private static List<Float> numbers(float[] values, int count) {
    List<Float> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(values[i]);
    }
    return numbers;
  }

  private static void assertBeginsWithPretrainedLayers(Recipe recipe, Checkpoint start) {
    Checkpoint untrained = Checkpoint.untrained(recipe);
    List<Float> taken = new ArrayList<>();
    for (int m = 0; m < start.states().size(); m++) {
      float[] values = start.states().get(m).values();
      int classifier = ModuleLayout.of(recipe.stack(), m).entry("classifier.weight").start();
      taken.addAll(numbers(values, classifier));
      float[] drawn = untrained.states().get(m).values();
      assertThat(Arrays.copyOfRange(values, classifier, values.length))
          .isEqualTo(Arrays.copyOfRange(drawn, classifier, drawn.length));
      assertThat(start.states().get(m).steps()).isZero();
      assertThat(start.states().get(m).first()).containsOnly(0);
    }
    assertThat(taken).isEqualTo(encoder());
  }

  /** Bit for bit, and the classifiers as the seed draws them. */
  @Test
  void beginsModuleByModuleWithThePretrainedWeights() throws IOException {
    begin(greedy(THREE), "greedy").close(); // killed before the first step

    assertBeginsWithPretrainedLayers(greedy(), runs.directory("greedy").newestCheckpoint());
  }

  @Test
  void beginsEndToEndWithThePretrainedWeightsOfAllModules() throws IOException {
    begin(endToEnd(THREE), "whole").close();

    Checkpoint start = runs.directory("whole").newestCheckpoint();
    assertThat(start.states()).hasSize(1);
    assertBeginsWithPretrainedLayers(endToEnd(), start);
  }

  @Test
  void trainsAllModulesOnAsManyRowsOfEachClass() throws IOException {
    Checkpoint tuned = begin(greedy(THREE), "tuned").train(Runs.quiet());

    RunInput input = runs.directory("tuned").input();
    assertThat(input.recordings()).isEqualTo(6);
    assertThat(input.frozen()).isZero();
    assertThat(input.foundationHash()).isEqualTo(pretrained.hash());
    assertThat(tuned.states()).allSatisfy(state -> assertThat(state.steps()).isEqualTo(3));
    assertThat(tuned.hash()).isNotEqualTo(runs.train(spark, greedy(THREE), "scratch").hash());
    assertThat(runs.directory("scratch").input().recordings()).isEqualTo(6);
  }

  /** The same rows give the same states: the other way to name them is by their keys. */
  @Test
  void trainsOnExactlyTheRowsThatAreDrawn() throws IOException {
    Checkpoint drawn = runs.train(spark, greedy(THREE), "drawn");

    String keys = String.join("', '", keysOfTheDraw());
    Checkpoint named = runs.train(spark, greedy("corpus.where=key in ('" + keys + "')"), "named");

    assertThat(drawn.hash()).isEqualTo(named.hash());
  }

  private static List<String> keysOfTheDraw() {
    List<String> keys = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    for (int row = 0; row < SmallCorpus.RECORDINGS; row++) {
      keys.add("key-" + row);
      classes.add(row % 2);
    }
    int[] ranks = new StratifiedDraw(7, 0).ranks(keys, classes);
    return keys.stream().filter(key -> ranks[keys.indexOf(key)] < 3).toList();
  }

  @Test
  void goesOnWithoutThePretrainedRun() throws IOException {
    Checkpoint whole = begin(greedy(THREE), "at-once").train(Runs.quiet());
    begin(greedy(THREE), "stopped").close();

    TrainingRun resumed = runs.resume(spark, greedy(THREE), "stopped");

    assertThat(resumed.finishedRounds()).isZero();
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(whole.hash());
  }

  /** Untrained weights must never stand in silently for pretrained ones. */
  @Test
  void doesNotBeginAnewWithoutThePretrainedWeights() throws IOException {
    begin(greedy(THREE), "robbed").close();
    runs.forget("robbed", 0);

    assertThatThrownBy(() -> runs.resume(spark, greedy(THREE), "robbed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the run %s has no checkpoint that it can go on from, and only checkpoints have the"
                + " weights that it took from %s: restore one, or start the run anew with"
                + " --init-from and --overwrite",
            runs.path("robbed"), runs.path("pretrained"));
  }

  @Test
  void refusesOtherLayersAndOtherInput() {
    List<String> others = new ArrayList<>(SmallRecipe.OF_SOUNDS);
    others.set(1, others.get(1).replace("kernel = 4", "kernel = 3"));

    assertThatThrownBy(() -> begin(SmallRecipe.ofLabels(others, THREE), "none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("layer 1 of the recipe, in module \"conv2\", is ConvolutionSpec[")
        .hasMessageEndingWith(
            ": the recipe must have that run's layers in their order, cut into modules as it likes");
    assertThatThrownBy(() -> begin(greedy(THREE, "input.sampleRate=16000"), "none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the run " + runs.path("pretrained") + " has the input Audio[")
        .hasMessageEndingWith(": nothing but the size of crops may differ");
    assertThat(runs.path("none")).doesNotExist();
  }

  @Test
  void refusesMoreLabelsThanAnyClassHas() {
    assertThatThrownBy(() -> begin(greedy("corpus.perClass=14"), "none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "corpus.perClass is 14, but no value of the label \"speaker\" has more than 13 rows to"
                + " train on: take fewer, or all");
    assertThat(runs.path("none")).doesNotExist();
  }
}
