package org.greedyinfomax.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greedyinfomax.config.TestRecipes.ROOT;
import static org.greedyinfomax.config.TestRecipes.preset;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.greedyinfomax.model.cost.ModuleCost;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cost of the paper's audio experiment, as PyTorch's {@code FlopCounterMode} counts it in the
 * authors' code.
 */
final class PresetCostsTest {

  private final Recipe librispeech = preset("librispeech");

  @ParameterizedTest(name = "module {0}")
  @CsvSource(
      textBlock =
          """
          0,    41932800, 821729280,  863662080, 1685391360,  2549053440
          1,  4290772992, 821729280, 5112502272, 5934231552, 11046733824
          2,  1073741824, 821729280, 1895471104, 2717200384,  4612671488
          3,   538968064, 821729280, 1360697344, 2182426624,  3543123968
          4,   268435456, 821729280, 1090164736, 1911894016,  3002058752
          5,   150994944, 419076096,  570071040, 1022662656,  1592733696
          """)
  void everyModuleCostsWhatItCostsTheAuthors(
      int m, long encoder, long loss, long forward, long backward, long training) {
    ModuleCost cost = cost(librispeech, m);

    assertThat(cost.encoderFlops()).isEqualTo(encoder);
    assertThat(cost.lossFlops()).isEqualTo(loss);
    assertThat(cost.forwardFlops()).isEqualTo(forward);
    assertThat(cost.backwardFlops()).isEqualTo(backward);
    assertThat(cost.trainingFlops()).isEqualTo(training);
  }

  @Test
  void allModulesCostWhatTheyCostTheAuthors() {
    assertThat(sum(ModuleCost::encoderFlops)).isEqualTo(6_364_846_080L);
    assertThat(sum(ModuleCost::lossFlops)).isEqualTo(4_527_722_496L);
    assertThat(sum(ModuleCost::forwardFlops)).isEqualTo(10_892_568_576L);
    assertThat(sum(ModuleCost::backwardFlops)).isEqualTo(15_453_806_592L);
    assertThat(sum(ModuleCost::trainingFlops)).isEqualTo(26_346_375_168L);
    assertThat(sum(ModuleCost::parameters)).isEqualTo(23_143_424);
  }

  @ParameterizedTest(name = "module {0}")
  @CsvSource(
      textBlock =
          """
          0,  5383684096,  14676480,  5398360576, 10756580352, 16154940928
          1,  8220835840,  56878080,  8277713920, 14911260672, 23188974592
          2, 11714691072, 223856640, 11938547712, 22232928256, 34171475968
          """)
  void everyModuleForImagesCostsWhatItCostsTheAuthors(
      int m, long encoder, long loss, long forward, long backward, long training) {
    ModuleCost cost = cost(preset("stl10"), m);

    assertThat(cost.encoderFlops()).isEqualTo(encoder);
    assertThat(cost.lossFlops()).isEqualTo(loss);
    assertThat(cost.forwardFlops()).isEqualTo(forward);
    assertThat(cost.backwardFlops()).isEqualTo(backward);
    assertThat(cost.trainingFlops()).isEqualTo(training);
  }

  @Test
  void colourCostsTheFirstModuleMore() {
    Recipe colour = RecipeReader.read(ROOT.resolve("conf/stl10.conf"), List.of("input.channels=3"));

    assertThat(cost(colour, 0).encoderFlops()).isEqualTo(5_463_965_696L);
    assertThat(cost(colour, 0).backwardFlops()).isEqualTo(10_836_861_952L);
    assertThat(cost(colour, 0).trainingFlops()).isEqualTo(16_315_504_128L);
  }

  @ParameterizedTest(name = "module {0}")
  @CsvSource({
    "0, 26316146688",
    "1, 6573557760",
    "2, 3289552896",
    "3, 1650763776",
    "4, 821729280",
    "5, 419076096"
  })
  void withoutTheWindowTheLossTakesAllFrames(int m, long loss) {
    Recipe whole =
        RecipeReader.read(ROOT.resolve("conf/librispeech.conf"), List.of("loss.window=0"));

    assertThat(cost(whole, m).lossFlops()).isEqualTo(loss);
  }

  /** The paper's end-to-end baseline: all layers in one module, with one loss. */
  @Test
  void contrastivePredictiveCodingCostsWhatItCostsTheAuthors() {
    StackSpec greedy = librispeech.stack();
    List<LayerSpec> convolutions =
        greedy.modules().stream().flatMap(module -> module.layers().stream()).toList();
    ModuleSpec all = new ModuleSpec("cpc", convolutions, greedy.modules().get(5).context());

    ModuleCost cost =
        ModuleCost.of(
            new StackSpec(1, List.of(all), greedy.loss()), 0, new SampleShape.Sequence(20_480, 1));

    assertThat(cost.forwardFlops()).isEqualTo(6_783_922_176L);
    assertThat(cost.backwardFlops()).isEqualTo(13_525_518_336L);
    assertThat(cost.trainingFlops()).isEqualTo(20_309_440_512L);
    assertThat(cost.parameters()).isEqualTo(7_414_784);
  }

  /** The same for images: with a PixelCNN, which is no part of what the module costs frozen. */
  @Test
  void contrastivePredictiveCodingForImagesCostsWhatItCostsTheAuthors() {
    ModuleCost cost = cost(preset("stl10-cpc"), 0);

    assertThat(cost.encoderFlops()).isEqualTo(25_319_211_008L);
    assertThat(cost.forwardFlops()).isEqualTo(38_182_602_752L);
    assertThat(cost.backwardFlops()).isEqualTo(75_914_022_912L);
    assertThat(cost.trainingFlops()).isEqualTo(114_096_625_664L);
    assertThat(cost.parameters()).isEqualTo(8_520_192 + 134_253_568);
  }

  @ParameterizedTest(name = "module {0}")
  @CsvSource({
    "0, 4095, 512, 8386560",
    "1, 1023, 512, 2095104",
    "2, 512, 512, 1048576",
    "3, 257, 512, 526336",
    "4, 128, 512, 262144",
    "5, 128, 256, 131072"
  })
  void everyModuleHandsOnWhatThePapersDoes(int m, int frames, int channels, long bytes) {
    ModuleCost cost = cost(librispeech, m);

    assertThat(cost.output()).isEqualTo(new SampleShape.Sequence(frames, channels));
    assertThat(cost.float32Bytes()).isEqualTo(bytes);
    assertThat(cost.float16Bytes()).isEqualTo(bytes / 2);
  }

  private long sum(ToLongFunction<ModuleCost> number) {
    return IntStream.range(0, 6).mapToObj(m -> cost(librispeech, m)).mapToLong(number).sum();
  }

  private static ModuleCost cost(Recipe recipe, int m) {
    return ModuleCost.of(recipe.stack(), m, recipe.input().sample());
  }
}
