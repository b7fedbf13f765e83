package org.greedyinfomax.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ContextSpec;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.FrameSupervisedSpec;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.model.spec.SupervisedSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of layer, and of loss, goes through all that is done with it outside the network. */
final class EveryLayerTest {

  /** Examples: one of each kind, at least. */
  private static final List<LayerSpec> LAYERS =
      List.of(
          new ConvolutionSpec(3, 10, 5, 2),
          new GridConvolutionSpec(3, 4, 2, 1),
          new ResidualSpec(ResidualSpec.Branch.BASIC, 4, 2),
          new ResidualSpec(ResidualSpec.Branch.BOTTLENECK, 2, 1),
          new GruSpec(3, Backpropagation.THROUGH_TIME),
          new GruSpec(3, Backpropagation.ONE_STEP),
          new PixelCnnSpec(2));

  private static final Path PRESETS = Path.of(System.getProperty("project.root"), "conf");

  private static List<LayerSpec> layers() {
    return LAYERS;
  }

  @Test
  void thereIsAnExampleOfEveryKind() {
    assertThat(classes(LAYERS)).isEqualTo(kinds(LayerSpec.class).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void recipesReadWhatTheyWrite(LayerSpec layer) {
    Recipe recipe = recipe(layer);

    Recipe read = RecipeReader.read("written", recipe.toHocon(), List.of());

    assertThat(read).isEqualTo(recipe);
    assertThat(read.trainingHash()).isEqualTo(recipe.trainingHash());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void aSummaryTellsItFromOthers(LayerSpec layer) {
    assertThat(layer.summary()).isNotBlank();
    assertThat(LAYERS.stream().filter(other -> other.summary().equals(layer.summary())))
        .allMatch(other -> other.getClass() == layer.getClass());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everyParameterHasANameOfItsOwnInTheAuthorsCode(LayerSpec layer) {
    StackSpec stack = recipe(layer).stack();

    List<ReferenceTensor> tensors = ReferenceLayout.of(stack, 0);

    assertThat(tensors).extracting(ReferenceTensor::name).doesNotHaveDuplicates();
    assertThat(tensors.stream().map(ReferenceTensor::parameter).distinct())
        .containsExactlyElementsOf(
            ModuleLayout.of(stack, 0).entries().stream().map(ModuleLayout.Entry::name).toList());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void onnxHasAllThatIsHandedOn(LayerSpec layer) throws Exception {
    Recipe recipe = recipe(layer);
    StackSpec stack = recipe.stack();
    List<Double> ones = List.of(1.0);

    ModelProto model =
        ModelProto.parseFrom(
            new OnnxEncoder(recipe.input(), stack, ones, ones)
                .model(
                    List.of(ModuleState.initial(ModuleLayout.of(stack, 0), 1, 0)),
                    0,
                    OnnxEncoder.Output.PLACES,
                    Map.of()));

    boolean isHandedOn = layer.asContext().map(ContextSpec::isHandedOn).orElse(true);
    String own =
        ReferenceLayout.of(stack, 0).stream()
            .filter(tensor -> tensor.parameter().startsWith(layer.prefix()))
            .findFirst()
            .orElseThrow()
            .name();
    assertThat(
            model.getGraph().getInitializerList().stream()
                .anyMatch(tensor -> tensor.getName().equals(own)))
        .isEqualTo(isHandedOn);
  }

  @Test
  void recipesReadTheLossesThatTheyWrite() {
    List<Recipe> recipes = new ArrayList<>();
    for (String preset :
        List.of("speech-small", "speech-small-supervised", "speech-small-supervised-phones")) {
      recipes.add(RecipeReader.read(PRESETS.resolve(preset + ".conf"), List.of()));
    }

    assertThat(classes(recipes.stream().map(recipe -> recipe.stack().loss()).toList()))
        .isEqualTo(kinds(LossSpec.class).collect(Collectors.toSet()))
        .contains(InfoNceSpec.class, SupervisedSpec.class, FrameSupervisedSpec.class);
    assertThat(recipes)
        .allSatisfy(
            recipe ->
                assertThat(RecipeReader.read("written", recipe.toHocon(), List.of()))
                    .isEqualTo(recipe));
  }

  private static Set<Class<?>> classes(List<?> examples) {
    return examples.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  /** Classes that a sealed interface permits, and those that permitted interfaces permit. */
  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(EveryLayerTest::kinds)
        : Stream.of(type);
  }

  /** A preset whose only module has the layer, and another one below a context for the loss. */
  private static Recipe recipe(LayerSpec layer) {
    Recipe preset =
        RecipeReader.read(
            PRESETS.resolve(layer.isOfPatches() ? "images-small.conf" : "speech-small.conf"),
            List.of());
    boolean isAlone = layer.asContext().isEmpty();
    List<LayerSpec> below =
        layer.isOfPatches()
            ? List.of(new GridConvolutionSpec(5, 2, 1, 0))
            : List.of(new ConvolutionSpec(5, 2, 1, 0));
    ModuleSpec module = new ModuleSpec("only", isAlone ? List.of(layer) : below, layer.asContext());
    StackSpec stack =
        new StackSpec(
            1,
            List.of(module),
            preset.stack().loss(),
            preset.stack().borders(),
            preset.stack().initialization());
    return new Recipe(
        preset.seed(),
        preset.input(),
        stack,
        preset.optimizer(),
        preset.training(),
        preset.averaging(),
        preset.activations(),
        preset.corpus(),
        preset.validation(),
        preset.ingest(),
        preset.probe(),
        preset.synthesis(),
        preset.device());
  }
}
