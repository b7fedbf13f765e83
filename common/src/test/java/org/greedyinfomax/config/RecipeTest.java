package org.greedyinfomax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greedyinfomax.config.TestRecipes.other;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.greedyinfomax.config.hocon.HoconText;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.model.spec.StackSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecipeTest {

  @Test
  void readsBackWhatItWrites() {
    assertThat(RecipeReader.read("written", other().toHocon(), List.of())).isEqualTo(other());
  }

  @Test
  void writesOneKeyALine() {
    assertThat(other().toHocon())
        .startsWith(
            """
            seed = -9223372036854775808
            input {
              kind = "audio"
              sampleRate = 22050
              cropSamples = 4000
              normalization = "recording"
            }
            modules = [
              {
                name = "lower"
                layers = [
                  {
                    kind = "convolution1d"
                    channels = 3
            """)
        .contains(
            """
              splits {
                "dev.clean" = "lists/dev.txt"
                train = "/data/a b/train.txt"
              }
            """);
  }

  @Test
  void takesAScheduleThatCoversItsModules() {
    assertThat(other().withSchedule(Schedule.of(Schedule.Kind.PIPELINED)))
        .isEqualTo(other("training.schedule=pipelined"));
    assertThatThrownBy(() -> other().withSchedule(Schedule.of(List.of(List.of(0)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("training.schedule must name the modules 0 to 1, but is [[0]]");
  }

  @Test
  void refusesAStackForAnotherNumberOfChannels() {
    Recipe recipe = other();
    StackSpec stereo = new StackSpec(2, recipe.stack().modules(), recipe.stack().loss());

    assertThatThrownBy(
            () ->
                new Recipe(
                    recipe.seed(),
                    recipe.input(),
                    stereo,
                    recipe.optimizer(),
                    recipe.training(),
                    recipe.averaging(),
                    recipe.activations(),
                    recipe.corpus(),
                    recipe.validation(),
                    recipe.ingest(),
                    recipe.probe(),
                    recipe.synthesis(),
                    DeviceChoice.AUTO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("modules take 2 channels, but the input has 1");
  }

  @Test
  void survivesJavaSerialization() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(other());
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(other());
    }
  }

  @Test
  void hashesTo64HexadecimalDigits() {
    assertThat(other().trainingHash()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed=1",
        "input.sampleRate=8000",
        "input.cropSamples=5000",
        "input.normalization=corpus",
        "modules=[{name=a, layers=[{kind=convolution1d, channels=2, kernel=20, stride=20,"
            + " padding=0}]}, {name=b, layers=[{kind=convolution1d, channels=2, kernel=2, stride=1,"
            + " padding=0}]}]",
        "loss.predictionSteps=4",
        "loss.negatives=8",
        "loss.negativeSampling=whole-batch",
        "loss.window=0",
        "optimizer.learningRate=0.5",
        "optimizer.schedule=constant",
        "optimizer.warmupSteps=0",
        "optimizer.beta1=0.6",
        "optimizer.beta2=0.6",
        "optimizer.epsilon=0.1",
        "training.batchSize=1",
        "training.replicas=1",
        "training.localSteps=1",
        "training.order=simultaneous",
        "averaging.outerLearningRate=1",
        "averaging.outerMomentum=0",
        "activations.dtype=float16",
        "corpus.where=",
        "corpus.shuffleRowGroups=1",
        "validation.where=",
        "validation.where=take = 5",
        "validation.interval=1",
        "validation.minImprovement=0"
      })
  void anotherHashNamesAnotherTraining(String override) {
    assertThat(other(override).trainingHash()).isNotEqualTo(other().trainingHash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.schedule=fused",
        "training.checkpointInterval=1",
        "activations.window=1",
        "activations.budget=1g",
        "ingest.kind=audio",
        "ingest.splits.more=list.txt",
        "probe.label=speaker",
        "probe.perClass=[1]",
        "probe.draws=1",
        "synthesis.voices=1",
        "synthesis.microphones=recording"
      })
  void theSameHashNamesTheSameTraining(String override) {
    assertThat(other(override)).isNotEqualTo(other());
    assertThat(other(override).trainingHash()).isEqualTo(other().trainingHash());
  }

  @Test
  void withoutHeldOutRowsTheHashKnowsNoValidation() {
    Recipe recipe = other("validation.where=", "validation.interval=1");

    assertThat(recipe.trainingHash()).isEqualTo(other("validation.where=").trainingHash());
    assertThat(HoconText.of(RecipeKeys.writeTraining(recipe))).doesNotContain("validation");
  }

  @Test
  void onlyMixedNegativesHaveAShareInTheHash() {
    String mixed = "loss.negativeSampling=mixed";

    assertThat(other(mixed, "loss.sameSequenceShare=0.5").trainingHash())
        .isNotEqualTo(other(mixed, "loss.sameSequenceShare=0.4").trainingHash());
    assertThat(HoconText.of(RecipeKeys.writeTraining(other()))).doesNotContain("sameSequenceShare");
  }

  /** A change of this hash keeps all runs from being gone on with, and needs a good reason. */
  @Test
  void theHashOfAPresetStaysWhatItIs() {
    assertThat(TestRecipes.preset("stl10-greedy-supervised").trainingHash())
        .isEqualTo("36c3332720e677ebaf1c4b42477582c55fddc473ee3add0b78d6d56901927f81");
  }

  @Test
  void aRunMayBeProlongedIfAllModulesLearnTogetherAtAConstantRate() {
    List<String> together = List.of("training.order=simultaneous", "optimizer.schedule=constant");
    List<String> longer = List.of(together.get(0), together.get(1), "training.epochs=50");

    assertThat(other(longer.toArray(String[]::new)).trainingHash())
        .isEqualTo(other(together.toArray(String[]::new)).trainingHash());
  }

  @Test
  void aRunMayNotBeProlongedIfItsRateFallsUntilTheEnd() {
    String together = "training.order=simultaneous";

    assertThat(other(together, "training.epochs=50").trainingHash())
        .isNotEqualTo(other(together).trainingHash());
  }

  @Test
  void aRunMayNotBeProlongedIfModulesLearnOneAfterAnother() {
    String constant = "optimizer.schedule=constant";

    assertThat(other(constant, "training.epochs=50").trainingHash())
        .isNotEqualTo(other(constant).trainingHash());
  }
}
