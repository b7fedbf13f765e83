package org.greedyinfomax.model.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greedyinfomax.model.Networks;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What describes a network: its checks, its shapes, its parameters. */
final class SpecsTest {

  private static final InfoNceSpec LOSS = new InfoNceSpec(2, 4, NegativeSampling.WHOLE_BATCH, 0);

  @ParameterizedTest(name = "{0} samples")
  @CsvSource({
    "20480, 4095, 1023, 512, 257, 128",
    "16000, 3199, 799, 400, 201, 100",
    "1120, 223, 55, 28, 15, 7",
    "250000, 49999, 12499, 6250, 3126, 1563"
  })
  void countsTheFramesOfThePaper(int samples, int a, int b, int c, int d, int e) {
    StackSpec stack = Networks.librispeech();

    assertThat(
            IntStream.range(0, 6)
                .map(m -> stack.output(m, new SampleShape.Sequence(samples, 1)).places()))
        .containsExactly(a, b, c, d, e, e);
  }

  @Test
  void countsTheParametersOfThePaper() {
    assertThat(sizes(Networks.librispeech()))
        .containsExactly(3_151_360, 5_243_392, 4_194_816, 4_194_816, 4_194_816, 2_164_224);
    assertThat(sizes(Networks.librispeech()).stream().mapToInt(size -> size).sum())
        .isEqualTo(23_143_424);
  }

  /** All layers in one module: what the paper compares with. */
  @Test
  void countsTheParametersOfContrastivePredictiveCoding() {
    StackSpec greedy = Networks.librispeech();
    List<LayerSpec> convolutions =
        greedy.modules().stream().flatMap(module -> module.layers().stream()).toList();
    ModuleSpec all = new ModuleSpec("cpc", convolutions, greedy.modules().get(5).context());

    assertThat(sizes(new StackSpec(1, List.of(all), greedy.loss()))).containsExactly(7_414_784);
  }

  @Test
  void countsTheParametersOfThePapersVisionNetwork() {
    assertThat(sizes(Networks.stl10())).containsExactly(543_744, 2_526_720, 12_331_008);
  }

  /** The encoder above, and 134,253,568 in PixelCNN and score matrices. */
  @Test
  void countsTheParametersOfContrastivePredictiveCodingForImages() {
    StackSpec greedy = Networks.stl10();
    List<LayerSpec> blocks =
        greedy.modules().stream().flatMap(module -> module.layers().stream()).toList();
    ModuleSpec all = new ModuleSpec("cpc", blocks, Optional.of(new PixelCnnSpec(4)));

    assertThat(numbers(new PixelCnnSpec(4).parameters(1024)) + 5 * 1024 * 1024)
        .isEqualTo(134_253_568);
    assertThat(sizes(new StackSpec(1, List.of(all), greedy.loss())))
        .containsExactly(8_520_192 + 134_253_568);
  }

  /** In place of bottlenecks; the authors' option {@code --resnet 34}. */
  @Test
  void countsTheParametersOfTheSmallerVisionNetwork() {
    List<LayerSpec> first = List.of(new GridConvolutionSpec(64, 5, 1, 2), basic(64, 1));
    StackSpec colour =
        new StackSpec(
            3, List.of(new ModuleSpec("stage1", first, Optional.empty())), Networks.stl10().loss());

    assertThat(encoder(blocks(first, 64, 2), 1)).isEqualTo(223_232);
    assertThat(encoder(blocks(List.of(basic(128, 2)), 128, 3), 64)).isEqualTo(1_115_264);
    assertThat(encoder(blocks(List.of(basic(256, 2)), 256, 5), 128)).isEqualTo(6_819_072);
    assertThat(sizes(colour).get(0))
        .as("colour costs 2·5·5·64 more")
        .isEqualTo(encoder(first, 1) + 3_200 + 5 * 64 * 64);
  }

  private static ResidualSpec basic(int width, int stride) {
    return new ResidualSpec(ResidualSpec.Branch.BASIC, width, stride);
  }

  private static List<LayerSpec> blocks(List<LayerSpec> first, int width, int more) {
    List<LayerSpec> layers = new ArrayList<>(first);
    layers.addAll(Collections.nCopies(more, basic(width, 1)));
    return layers;
  }

  private static int encoder(List<LayerSpec> layers, int inputChannels) {
    int numbers = 0;
    int channels = inputChannels;
    for (LayerSpec layer : layers) {
      numbers += numbers(layer.parameters(channels));
      channels = layer.outputChannels(channels);
    }
    return numbers;
  }

  private static int numbers(List<ParameterSpec> parameters) {
    return parameters.stream()
        .mapToInt(parameter -> parameter.shape().stream().reduce(1, Math::multiplyExact))
        .sum();
  }

  @Test
  void shapesOfThePapersImagesAreThoseOfThePaper() {
    SampleShape image = new SampleShape.Patches(7, 7, 16, 16, 1);
    StackSpec stack = Networks.stl10();

    assertThat(IntStream.range(0, 3).mapToObj(m -> stack.output(m, image)))
        .containsExactly(
            new SampleShape.Patches(7, 7, 16, 16, 256),
            new SampleShape.Patches(7, 7, 8, 8, 512),
            new SampleShape.Patches(7, 7, 4, 4, 1024));
    assertThat(4 * stack.output(0, image).size()).as("bytes").isEqualTo(12_845_056);
  }

  @Test
  void refuseInputsOfAnotherKind() {
    assertRefused(
        () -> Networks.stl10().requireFits(new SampleShape.Sequence(100, 1)),
        "loss.directions are [DOWN], but the input is 100 frames of 1 channels: images need down,"
            + " right, up or left, sequences forward");
    assertRefused(
        () -> Networks.stl10().requireFits(new SampleShape.Patches(6, 7, 16, 16, 1)),
        "module \"stage1\" has 6 patches in a line of an image of 42, but predicting 5 steps ahead"
            + " needs at least 7: take more patches or fewer predictionSteps");
    assertRefused(
        () -> new ConvolutionSpec(1, 1, 1, 0).output(new SampleShape.Patches(1, 1, 2, 2, 1)),
        "a convolution over time cannot take 1 x 1 patches of 2 x 2 positions of 1 channels");
  }

  @Test
  void countsTheParametersOfTheSmallSpeechNetwork() {
    int predictor = 6 * 128 * 128;
    assertThat(sizes(Networks.speechSmall()))
        .containsExactly(
            10 * 128 + 128 + predictor,
            8 * 128 * 128 + 128 + predictor,
            4 * 128 * 128 + 128 + predictor,
            4 * 128 * 128 + 128 + predictor,
            2 * 3 * 128 * 128 + 2 * 3 * 128 + predictor);
  }

  @Test
  void knowsTheShortestSequenceThatReachesTheTop() {
    ConvolutionSpec padded = new ConvolutionSpec(1, 4, 2, 2);
    StackSpec stack =
        new StackSpec(
            1,
            List.of(
                new ModuleSpec(
                    "low", List.of(new ConvolutionSpec(1, 8, 4, 2), padded), Optional.empty()),
                new ModuleSpec("top", List.of(padded), Optional.empty())),
            new InfoNceSpec(1, 1, NegativeSampling.WHOLE_BATCH, 0));

    assertThat(stack.fewestFrames()).isEqualTo(4); // one window of eight, twice two of padding
    assertThat(stack.output(1, new SampleShape.Sequence(3, 1)).places()).isZero();
  }

  @Test
  void laysParametersOutOneBehindTheOther() {
    ModuleSpec both =
        new ModuleSpec(
            "both",
            List.of(new ConvolutionSpec(4, 3, 1, 0), new ConvolutionSpec(6, 2, 2, 0)),
            Optional.of(new GruSpec(5, Backpropagation.ONE_STEP)));

    ModuleLayout layout = ModuleLayout.of(new StackSpec(2, List.of(both), LOSS), 0);

    assertThat(layout.entries().stream().map(e -> e.name() + " " + e.shape() + " " + e.start()))
        .containsExactly(
            "convolution0.weight [3, 2, 4] 0",
            "convolution0.bias [4] 24",
            "convolution1.weight [2, 4, 6] 28",
            "convolution1.bias [6] 76",
            "gru.inputWeight [6, 15] 82",
            "gru.stateWeight [5, 15] 172",
            "gru.inputBias [15] 247",
            "gru.stateBias [15] 262",
            "predictor.weight [2, 5, 6] 277");
    assertThat(layout.size()).isEqualTo(277 + 60);
    assertThat(layout.entry("convolution1.bias").initial())
        .isEqualTo(new Initializer.Uniform(1 / Math.sqrt(8)));
    assertThat(layout.entry("gru.inputWeight").initial())
        .isEqualTo(new Initializer.Uniform(1 / Math.sqrt(5)));
    assertThat(layout.entry("predictor.weight").initial())
        .isEqualTo(new Initializer.Uniform(1 / Math.sqrt(5)));
    assertRefused(() -> layout.entry("x"), "there is no parameter \"x\"");
  }

  @Test
  void laysOutAPixelCnnLayerByLayer() {
    ModuleSpec cpc = new ModuleSpec("cpc", List.of(basic(2, 1)), Optional.of(new PixelCnnSpec(2)));

    ModuleLayout layout = ModuleLayout.of(new StackSpec(2, List.of(cpc), LOSS), 0);

    assertThat(
            layout.entries().stream()
                .filter(entry -> entry.name().startsWith("context."))
                .map(entry -> entry.name() + " " + entry.shape()))
        .containsExactly(
            "context.layer0.vertical.weight [3, 3, 2, 4]",
            "context.layer0.vertical.bias [4]",
            "context.layer0.crossing.weight [1, 1, 4, 4]",
            "context.layer0.crossing.bias [4]",
            "context.layer0.horizontal.weight [1, 3, 2, 4]",
            "context.layer0.horizontal.bias [4]",
            "context.layer0.output.weight [1, 1, 2, 2]",
            "context.layer0.output.bias [2]",
            "context.layer1.vertical.weight [3, 3, 2, 4]",
            "context.layer1.vertical.bias [4]",
            "context.layer1.crossing.weight [1, 1, 4, 4]",
            "context.layer1.crossing.bias [4]",
            "context.layer1.horizontal.weight [1, 3, 2, 4]",
            "context.layer1.horizontal.bias [4]",
            "context.layer1.output.weight [1, 1, 2, 2]",
            "context.layer1.output.bias [2]",
            "context.layer1.shortcut.weight [1, 1, 2, 4]",
            "context.layer1.shortcut.bias [4]",
            "context.output.weight [1, 1, 2, 2]",
            "context.output.bias [2]");
    assertThat(layout.entry("context.layer1.vertical.weight").initial())
        .isEqualTo(
            new Initializer.Masked(new Initializer.Uniform(1 / Math.sqrt(18)), 2 * 3 * 2 * 4));
    assertThat(layout.entry("context.layer1.vertical.bias").initial())
        .isEqualTo(new Initializer.Uniform(1 / Math.sqrt(18)));
    assertThat(layout.entry("context.layer1.horizontal.weight").initial())
        .isEqualTo(new Initializer.Uniform(1 / Math.sqrt(6)));
  }

  @Test
  void knowsTheLossOfGuessing() {
    assertThat(Networks.librispeech().loss().ceiling()).hasValue(Math.log(11));
  }

  @Test
  void handsOnContextsNotEncodings() {
    ModuleSpec both =
        new ModuleSpec(
            "both",
            List.of(new ConvolutionSpec(4, 3, 1, 0)),
            Optional.of(new GruSpec(5, Backpropagation.ONE_STEP)));

    assertThat(both.encodingChannels(2)).isEqualTo(4);
    assertThat(both.contextChannels(2)).isEqualTo(5);
    assertThat(Networks.gru("gru", 3, Backpropagation.ONE_STEP).encodingChannels(7)).isEqualTo(7);
    assertThat(Networks.librispeech().inputChannels(6)).isEqualTo(256);
  }

  @Test
  void refuseConvolutionsThatAreNone() {
    assertRefused(() -> new ConvolutionSpec(0, 4, 2, 1), "channels must be at least 1, but is 0");
    assertRefused(() -> new ConvolutionSpec(1, 0, 2, 1), "kernel must be at least 1, but is 0");
    assertRefused(
        () -> new ConvolutionSpec(1, 4, 5, 1), "stride must lie in 1..kernel (4), but is 5");
    assertRefused(
        () -> new ConvolutionSpec(1, 4, 0, 1), "stride must lie in 1..kernel (4), but is 0");
    assertRefused(
        () -> new ConvolutionSpec(1, 4, 2, 4), "padding must lie in 0..kernel-1 (3), but is 4");
    assertRefused(
        () -> new ConvolutionSpec(1, 4, 2, -1), "padding must lie in 0..kernel-1 (3), but is -1");
    assertThat(new ConvolutionSpec(1, 4, 2, 0).outputFrames(3)).isZero();
    assertThat(new ConvolutionSpec(1, 4, 2, 2).outputFrames(0)).isZero();
  }

  @Test
  void refuseModulesThatAreNone() {
    assertRefused(
        () -> new GruSpec(0, Backpropagation.ONE_STEP), "hidden must be at least 1, but is 0");
    assertRefused(
        () -> Networks.gru("Top Module", 3, Backpropagation.ONE_STEP),
        "module name must be lower-case letters, digits and dashes, but is \"Top Module\"");
    assertRefused(
        () -> new ModuleSpec("empty", List.of(), Optional.empty()),
        "module \"empty\" has no layers");
    assertRefused(
        () -> new ModuleSpec("empty", List.of(), Optional.of(new PixelCnnSpec(4))),
        "module \"empty\" has no layers");
    assertRefused(() -> new PixelCnnSpec(0), "layers must lie in 1..1000, but is 0");
    assertRefused(
        () -> new PixelCnnSpec(4).output(new SampleShape.Sequence(10, 3)),
        "a PixelCNN cannot take 10 frames of 3 channels");
  }

  @Test
  void refuseTasksThatAreNone() {
    NegativeSampling sampling = NegativeSampling.OTHER_TARGETS;
    assertRefused(
        () -> new InfoNceSpec(0, 10, sampling, 0), "predictionSteps must be at least 1, but is 0");
    assertRefused(
        () -> new InfoNceSpec(1, 0, sampling, 0), "negatives must be at least 1, but is 0");
    assertRefused(
        () -> new InfoNceSpec(12, 10, sampling, 12),
        "window must be 0 (everything) or more than predictionSteps (12), but is 12");
  }

  @Test
  void refuseStacksThatAreNone() {
    ModuleSpec module = Networks.convolution("conv1", 1, 1, 1, 0);
    assertRefused(
        () -> new StackSpec(0, List.of(module), LOSS),
        "inputChannels must be at least 1, but is 0");
    assertRefused(() -> new StackSpec(1, List.of(), LOSS), "modules must name at least one module");
    assertRefused(
        () -> new StackSpec(1, List.of(module, module), LOSS),
        "modules must have different names, but are [conv1, conv1]");
    assertRefused(
        () -> Networks.librispeech().requireFits(new SampleShape.Sequence(1920, 1)),
        "module \"conv5\" has 12 frames for a crop of 1920 samples, but predicting 12 steps ahead"
            + " needs at least 13: take a longer crop or fewer predictionSteps");
    Networks.librispeech().requireFits(new SampleShape.Sequence(2080, 1));
  }

  private static List<Integer> sizes(StackSpec stack) {
    return IntStream.range(0, stack.modules().size())
        .mapToObj(m -> ModuleLayout.of(stack, m).size())
        .toList();
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
