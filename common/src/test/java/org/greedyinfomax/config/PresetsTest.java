package org.greedyinfomax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greedyinfomax.config.TestRecipes.ROOT;
import static org.greedyinfomax.config.TestRecipes.preset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.greedyinfomax.Background;
import org.greedyinfomax.Channel;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.ProbeSettings.Pooling;
import org.greedyinfomax.config.SynthesisSettings.Microphones;
import org.greedyinfomax.config.TrainingSettings.Order;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.StackSpec.Initialization;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.greedyinfomax.optim.OuterStep;
import org.greedyinfomax.optim.RateSchedule;
import org.greedyinfomax.tensor.StorageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PresetsTest {

  private static final Schedule FUSED = Schedule.of(Schedule.Kind.FUSED);

  private static final ValidationSettings NO_VALIDATION = new ValidationSettings("", 5, 0, 0.005);

  private static final Recipe SPEECH_SMALL =
      new Recipe(
          2,
          new InputSettings.Audio(8_000, 2_560, InputSettings.Audio.Statistics.RECORDING),
          new StackSpec(
              1,
              List.of(
                  convolution("conv1", 128, 10, 5, 2),
                  convolution("conv2", 128, 8, 4, 2),
                  convolution("conv3", 128, 4, 2, 2),
                  convolution("conv4", 128, 4, 2, 2),
                  gru("gru", 128)),
              new InfoNceSpec(6, 10, NegativeSampling.WHOLE_BATCH, 64),
              StorageType.FLOAT16,
              Initialization.UNIFORM),
          new OptimizerSettings(5e-4, RateSchedule.COSINE, 0, 0.9, 0.999, 1e-8),
          new TrainingSettings(10, 8, 1, 64, Order.SIMULTANEOUS, FUSED, 5),
          new OuterStep(1, 0),
          new ActivationSettings(2, 16L << 30),
          new CorpusSettings("", 64, LabelsPerClass.ALL),
          NO_VALIDATION,
          ingest(Layout.FILES),
          new ProbeSettings(
              "",
              "",
              0.2,
              Pooling.MEAN,
              ProbeSettings.AUTO,
              200,
              20,
              true,
              true,
              "",
              ProbeSettings.FRONT,
              0,
              "",
              List.of(),
              5),
          new SynthesisSettings(10, 0.5, Microphones.RECORDING),
          DeviceChoice.AUTO);

  private static final Recipe LIBRISPEECH =
      new Recipe(
          2,
          new InputSettings.Audio(16_000, 20_480),
          new StackSpec(
              1,
              List.of(
                  convolution("conv1", 512, 10, 5, 2),
                  convolution("conv2", 512, 8, 4, 2),
                  convolution("conv3", 512, 4, 2, 2),
                  convolution("conv4", 512, 4, 2, 2),
                  convolution("conv5", 512, 4, 2, 1),
                  gru("gru", 256)),
              new InfoNceSpec(12, 10, NegativeSampling.WHOLE_BATCH, 128),
              StorageType.FLOAT16,
              Initialization.UNIFORM),
          new OptimizerSettings(2e-4, RateSchedule.CONSTANT, 0, 0.9, 0.999, 1e-8),
          new TrainingSettings(1_000, 8, 4, 16, Order.SIMULTANEOUS, FUSED, 50),
          new OuterStep(1, 0),
          new ActivationSettings(2, 16L << 30),
          new CorpusSettings("split = 'train'", 64, LabelsPerClass.ALL),
          NO_VALIDATION,
          ingest(Layout.LIBRISPEECH),
          new ProbeSettings(
              "speaker",
              "split = 'test'",
              0.2,
              Pooling.MEAN,
              ProbeSettings.AUTO,
              200,
              20,
              true,
              true,
              "",
              ProbeSettings.FRONT,
              0,
              "",
              List.of(),
              5),
          new SynthesisSettings(10, 0.5, Microphones.RECORDING),
          DeviceChoice.AUTO);

  @Test
  void speechSmallIsWhatItsCommentSays() {
    assertThat(preset("speech-small")).isEqualTo(SPEECH_SMALL);
  }

  @Test
  void librispeechIsThePapersExperiment() {
    assertThat(preset("librispeech")).isEqualTo(LIBRISPEECH);
  }

  @Test
  void librispeechHasThePapersFramesAtEveryBorder() {
    StackSpec stack = preset("librispeech").stack();

    assertThat(
            IntStream.range(0, stack.modules().size())
                .map(m -> stack.output(m, new SampleShape.Sequence(20_480, 1)).places()))
        .containsExactly(4095, 1023, 512, 257, 128, 128);
  }

  @Test
  void theQuickstartHearsWhatSpeechSmallHears() {
    Recipe quickstart = preset("quickstart");

    assertThat(quickstart.input()).isEqualTo(SPEECH_SMALL.input());
    assertThat(quickstart.stack().modules())
        .extracting(ModuleSpec::name)
        .containsExactly("conv1", "conv2", "conv3", "conv4", "gru");
  }

  @ParameterizedTest
  @CsvSource({"speech-deep, speech-small", "images-deep, images-small"})
  void deepPresetsHaveTwelveModulesAndMoreOnTheSameInput(String deep, String small) {
    Recipe recipe = preset(deep);

    assertThat(recipe.input()).isEqualTo(preset(small).input());
    assertThat(recipe.stack().modules()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(recipe.stack().modules())
        .allSatisfy(module -> assertThat(module.layers()).hasSizeLessThanOrEqualTo(2));
  }

  /**
   * Baselines differ in how layers are grouped and in what they learn from, and in nothing else.
   */
  @ParameterizedTest
  @ValueSource(strings = {"speech-small", "librispeech", "stl10", "images-small"})
  void baselinesHaveTheSameLayers(String name) {
    Recipe greedy = preset(name);
    List<LayerSpec> layers =
        greedy.stack().modules().stream().flatMap(module -> module.layers().stream()).toList();

    for (String endToEnd : List.of("cpc", "supervised")) {
      StackSpec stack = preset(name + "-" + endToEnd).stack();
      assertThat(stack.modules()).hasSize(1);
      assertThat(stack.modules().get(0).layers()).isEqualTo(layers);
    }
    assertThat(preset(name + "-cpc").stack().loss()).isEqualTo(greedy.stack().loss());
    assertThat(preset(name + "-greedy-supervised").stack().modules())
        .isEqualTo(greedy.stack().modules());
    assertThat(preset(name + "-greedy-supervised").stack().loss())
        .isEqualTo(preset(name + "-supervised").stack().loss())
        .isInstanceOf(SupervisedSpec.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech-small", "librispeech"})
  void phonesAreLearnedByTheSameModulesAsSpeakers(String name) {
    for (String supervised : List.of("supervised", "greedy-supervised")) {
      Recipe phones = preset(name + "-" + supervised + "-phones");
      assertThat(phones.stack().modules())
          .isEqualTo(preset(name + "-" + supervised).stack().modules());
      assertThat(phones.stack().loss())
          .isEqualTo(
              new FrameSupervisedSpec(
                  "converted_aligned_phones.txt", 1, 41, phones.audio().sampleRate()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stl10-cpc", "images-small-cpc"})
  void imagesArePredictedFromAPixelCnnEndToEnd(String name) {
    assertThat(preset(name).stack().modules().get(0).context()).contains(new PixelCnnSpec(4));
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("conf"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".conf") && !name.matches("(defaults|spark-.*)\\.conf"))
          .map(name -> name.replace(".conf", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyPresetSurvivesWritingAndReading(String name) {
    Recipe recipe = preset(name);

    Recipe read = RecipeReader.read("written", recipe.toHocon(), List.of());

    assertThat(read).isEqualTo(recipe);
    assertThat(read.toHocon()).isEqualTo(recipe.toHocon());
    assertThat(read.trainingHash()).isEqualTo(recipe.trainingHash());
  }

  private static IngestSettings ingest(Layout layout) {
    return new IngestSettings(
        ContentKind.AUDIO,
        layout,
        "",
        400,
        Channel.MIX,
        new LengthSettings(86_400, 300),
        new PictureSettings(3, 16, 0, 50_000_000, Background.WHITE, 0),
        0.01,
        new LabelSettings("", "", ""),
        Map.of());
  }

  private static ModuleSpec convolution(
      String name, int channels, int kernel, int stride, int padding) {
    return new ModuleSpec(
        name, List.of(new ConvolutionSpec(channels, kernel, stride, padding)), Optional.empty());
  }

  private static ModuleSpec gru(String name, int hidden) {
    return new ModuleSpec(
        name, List.of(), Optional.of(new GruSpec(hidden, Backpropagation.THROUGH_TIME)));
  }
}
