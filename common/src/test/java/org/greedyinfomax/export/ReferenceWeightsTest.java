package org.greedyinfomax.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.model.Golden;
import org.greedyinfomax.model.GoldenFile;
import org.greedyinfomax.model.GoldenImages;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.Safetensors;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceWeightsTest {

  private static final Path PRESETS = Path.of(System.getProperty("project.root"), "conf");

  private final GoldenFile audio = new Golden().file();
  private final GoldenFile images = new GoldenImages().file();

  @ParameterizedTest
  @CsvSource({
    "audio, param",
    "audio, grad",
    "audio, adam1",
    "images, param",
    "images, grad",
    "images, adam1"
  })
  void keepsEveryBitOfTheGoldenTensorsOnTheWayInAndOut(String content, String kind) {
    GoldenFile golden = golden(content);
    Map<String, double[]> theirs = new TreeMap<>();
    Map<String, List<Integer>> shapes = new TreeMap<>();
    golden
        .tensors()
        .entries()
        .forEach(
            (name, entry) -> {
              if (name.startsWith(kind + ".")) {
                theirs.put(name, entry.doubles());
                shapes.put(name, entry.shape());
              }
            });

    Map<String, double[]> again = new TreeMap<>();
    Map<String, List<Integer>> shapesAgain = new TreeMap<>();
    for (int m = 0; m < golden.stack().modules().size(); m++) {
      double[] ours = golden.flat(kind, m);
      for (ReferenceTensor tensor : ReferenceLayout.of(golden.stack(), m)) {
        double[] numbers = new double[tensor.size()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = ours[tensor.place(i)];
        }
        again.put(kind + "." + tensor.name(), numbers);
        shapesAgain.put(kind + "." + tensor.name(), tensor.shape());
      }
    }

    assertThat(shapesAgain).isEqualTo(shapes);
    assertThat(again.keySet()).isEqualTo(theirs.keySet());
    theirs.forEach((name, numbers) -> assertThat(again.get(name)).as(name).isEqualTo(numbers));
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio", "images"})
  void writesTheGoldenWeightsInSinglePrecisionUnderTheirNames(String content) {
    GoldenFile golden = golden(content);

    Safetensors written = ReferenceWeights.of(golden.stack(), states(golden), Map.of());

    written
        .entries()
        .forEach(
            (name, entry) ->
                assertThat(entry.floats())
                    .as(name)
                    .isEqualTo(floats(golden.entry("param." + name).doubles())));
    assertThat(written.entries().keySet().stream().map(name -> "param." + name))
        .containsExactlyElementsOf(
            golden.tensors().entries().keySet().stream()
                .filter(name -> name.startsWith("param."))
                .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"audio", "images"})
  void writesWhatItReadByteForByte(String content) {
    StackSpec stack = golden(content).stack();
    Map<String, String> metadata = Map.of("format", "pt");
    byte[] file = ReferenceWeights.of(stack, states(golden(content)), metadata).toBytes();
    Safetensors read = Safetensors.fromBytes(file);

    List<ModuleState> states = ReferenceWeights.read(stack, read.entries(), "", "weights");

    assertThat(ReferenceWeights.of(stack, states, read.metadata()).toBytes()).isEqualTo(file);
    assertThat(states).allSatisfy(state -> assertThat(state.steps()).isZero());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "speech-small",
        "speech-small-cpc",
        "speech-small-supervised-phones",
        "images-small",
        "images-small-cpc",
        "images-small-greedy-supervised",
        "images-small-supervised"
      })
  void hasAPlaceForEveryNumberAndANameForEveryTensor(String preset) {
    StackSpec stack = stack(preset);
    TreeSet<String> names = new TreeSet<>();
    int count = 0;
    for (int m = 0; m < stack.modules().size(); m++) {
      int size = ModuleLayout.of(stack, m).size();
      BitSet taken = new BitSet(size);
      int numbers = 0;
      for (ReferenceTensor tensor : ReferenceLayout.of(stack, m)) {
        names.add(tensor.name());
        count++;
        for (int i = 0; i < tensor.size(); i++) {
          taken.set(tensor.place(i));
          numbers++;
        }
      }
      assertThat(numbers).isEqualTo(size);
      assertThat(taken.cardinality()).isEqualTo(size);
    }
    assertThat(names).hasSize(count);
  }

  @Test
  void numbersTheConvolutionsOfAModuleThatHasSeveral() {
    assertThat(names(stack("librispeech-cpc")))
        .contains(
            "fullmodel.0.encoder.model.layer 0.0.weight",
            "fullmodel.0.encoder.model.layer 4.0.bias",
            "fullmodel.0.autoregressor.gru.weight_hh_l0",
            "fullmodel.0.loss.predictor.weight");
  }

  @Test
  void namesTheCellOfAGruWhoseGradientIsCut() {
    StackSpec stack =
        stack(
            "librispeech",
            "modules=[{ name = gru, layers = [{ kind = convolution1d, channels = 4, kernel = 10,"
                + " stride = 5, padding = 2 }, { kind = gru, hidden = 3, backpropagation ="
                + " one-step }] }]");

    assertThat(names(stack))
        .contains(
            "fullmodel.0.autoregressor.gru.weight_ih", "fullmodel.0.autoregressor.gru.bias_hh");
  }

  @Test
  void beginsALayerOfBlocksWhereTheWidthChanges() {
    assertThat(names(stack("stl10-cpc")))
        .contains(
            "encoder.0.model.Conv1.weight",
            "encoder.0.model.layer 0.2.conv3.bias",
            "encoder.0.model.layer 1.0.shortcut.0.weight",
            "encoder.0.model.layer 2.5.conv1.weight",
            "autoregressor.stack.layers.0.vertical_conv.weight",
            "autoregressor.stack.layers.3.residual_vertical.bias",
            "autoregressor.stack_out.weight",
            "autoregressor.loss.W_k.4.weight")
        .doesNotContain("encoder.0.model.layer 1.1.shortcut.0.weight");
  }

  @Test
  void namesTheClassifierOfASupervisedModule() {
    assertThat(names(stack("images-small-greedy-supervised")))
        .contains("2.loss.linear_classifier.0.weight", "2.loss.linear_classifier.0.bias");
  }

  @Test
  void namesATensorThatIsMissingAndWhatIsMeantPerhaps() {
    Map<String, Safetensors.Entry> tensors = weights();
    tensors.put(
        "fullmodel.1.encoder.model.layer 0.weight",
        tensors.remove("fullmodel.1.encoder.model.layer 0.0.weight"));

    assertRefused(
        tensors,
        "tensor \"fullmodel.1.encoder.model.layer 0.0.weight\" is missing from a.safetensors:"
            + " module \"conv2\" of the recipe needs it, of shape [8, 8, 8]; a similar name there"
            + " is \"fullmodel.1.encoder.model.layer 0.weight\"");
    assertRefused(
        Map.of(),
        "tensor \"fullmodel.0.encoder.model.layer 0.0.weight\" is missing from a.safetensors:"
            + " module \"conv1\" of the recipe needs it, of shape [8, 1, 10]");
  }

  @Test
  void tellsWhatStandsBeforeTheNames() {
    Map<String, Safetensors.Entry> tensors = new LinkedHashMap<>();
    weights().forEach((name, entry) -> tensors.put("module." + name, entry));

    assertRefused(
        tensors,
        "tensor \"fullmodel.0.encoder.model.layer 0.0.weight\" is missing from a.safetensors:"
            + " module \"conv1\" of the recipe needs it, of shape [8, 1, 10]; there its name begins"
            + " with module.: name that with --prefix");
    assertThat(ReferenceWeights.read(audio.stack(), tensors, "module.", "a.safetensors"))
        .hasSize(4);
  }

  @Test
  void namesATensorOfAnotherShape() {
    Map<String, Safetensors.Entry> tensors = weights();
    tensors.put(
        "fullmodel.3.autoregressor.gru.weight_hh_l0", entry(List.of(6, 18), new float[108]));

    assertRefused(
        tensors,
        "tensor \"fullmodel.3.autoregressor.gru.weight_hh_l0\" of a.safetensors must have shape"
            + " [18, 6], as module \"gru\" of the recipe says, but has [6, 18]");
  }

  @Test
  void namesATensorOfAnotherType() {
    byte[] file =
        "________{\"fullmodel.0.encoder.model.layer 0.0.bias\":{\"dtype\":\"F16\",\"shape\":[8],\"data_offsets\":[0,16]}}0123456789abcdef"
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(file.length - 8 - 16);
    Map<String, Safetensors.Entry> tensors = weights();
    tensors.putAll(Safetensors.fromBytes(file).entries());

    assertRefused(
        tensors,
        "tensor \"fullmodel.0.encoder.model.layer 0.0.bias\" of a.safetensors must be of type F32 or"
            + " F64, but is of type F16");
  }

  @Test
  void namesATensorThatIsNotFinite() {
    Map<String, Safetensors.Entry> tensors = weights();
    tensors.put(
        "fullmodel.0.encoder.model.layer 0.0.bias",
        entry(List.of(8), new float[] {0, 0, 0, Float.NaN, 0, 0, 0, 0}));

    assertRefused(
        tensors,
        "tensor \"fullmodel.0.encoder.model.layer 0.0.bias\" of a.safetensors must hold finite"
            + " numbers of single precision, but holds NaN");
  }

  @Test
  void namesATensorThatHasNoPlace() {
    Map<String, Safetensors.Entry> tensors = weights();
    tensors.put("fullmodel.4.loss.predictor.weight", entry(List.of(1), new float[1]));

    assertRefused(
        tensors,
        "tensor \"fullmodel.4.loss.predictor.weight\" of a.safetensors has no place in the recipe:"
            + " take the recipe of these weights, or leave the tensor out of the file");
  }

  private void assertRefused(Map<String, Safetensors.Entry> tensors, String message) {
    ThrowingCallable read =
        () -> ReferenceWeights.read(audio.stack(), tensors, "", "a.safetensors");

    assertThatThrownBy(read).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private Map<String, Safetensors.Entry> weights() {
    return new LinkedHashMap<>(
        ReferenceWeights.of(audio.stack(), states(audio), Map.of()).entries());
  }

  private static Safetensors.Entry entry(List<Integer> shape, float[] numbers) {
    return Safetensors.Entry.ofFloats(shape, numbers, 0, numbers.length);
  }

  private GoldenFile golden(String content) {
    return content.equals("audio") ? audio : images;
  }

  private static List<ModuleState> states(GoldenFile golden) {
    return ReferenceWeights.read(golden.stack(), golden.tensors().entries(), "param.", "golden");
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static StackSpec stack(String preset, String... overrides) {
    return RecipeReader.read(PRESETS.resolve(preset + ".conf"), List.of(overrides)).stack();
  }

  private static List<String> names(StackSpec stack) {
    List<String> names = new ArrayList<>();
    for (int m = 0; m < stack.modules().size(); m++) {
      ReferenceLayout.of(stack, m).forEach(tensor -> names.add(tensor.name()));
    }
    return names;
  }
}
