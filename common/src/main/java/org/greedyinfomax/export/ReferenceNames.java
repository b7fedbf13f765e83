package org.greedyinfomax.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.spec.ContextSpec;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * What the parameters of a module are called in the authors' code.
 *
 * <p>Audio has {@code FullModel}'s names, {@code fullmodel.M.…}. Images have those of the list
 * {@code encoder} of {@code FullVisionModel}, {@code M.…}, or, if a PixelCNN stands beside that
 * list, of {@code FullVisionModel} itself, {@code encoder.M.…} and {@code autoregressor.…}.
 */
final class ReferenceNames {

  private static final Map<String, String> GRU =
      Map.of(
          "inputWeight", "weight_ih",
          "stateWeight", "weight_hh",
          "inputBias", "bias_ih",
          "stateBias", "bias_hh");

  private static final Map<String, String> GATED_LAYER =
      Map.of(
          "vertical", "vertical_conv",
          "crossing", "v_to_h_conv",
          "horizontal", "horizontal_conv",
          "output", "horizontal_output",
          "shortcut", "residual_vertical");

  private final boolean patches;
  private final String loss;
  private final Map<String, UnaryOperator<String>> layers; // by what their parameters begin with

  private ReferenceNames(ModuleSpec module, boolean patches, String encoder, String loss) {
    this.patches = patches;
    this.loss = loss;
    layers = new HashMap<>();
    Layers names = new Layers(encoder);
    List<String> owners = ModuleLayout.names(module.layers());
    for (int i = 0; i < owners.size(); i++) {
      layers.put(owners.get(i), module.layers().get(i).accept(names));
    }
    module.context().ifPresent(context -> layers.put(context.prefix(), context.accept(names)));
  }

  /** Returns the names of module {@code m}. */
  static ReferenceNames of(StackSpec stack, int m) {
    ModuleSpec module = stack.modules().get(m);
    if (!isOfPatches(stack)) {
      String owner = "fullmodel." + m + ".";
      return new ReferenceNames(module, false, owner, owner + "loss.");
    }
    boolean besides = stack.modules().stream().anyMatch(ReferenceNames::standsBeside);
    String owner = (besides ? "encoder." : "") + m + ".";
    return new ReferenceNames(
        module, true, owner, (standsBeside(module) ? "autoregressor." : owner) + "loss.");
  }

  /** Returns whether what makes the contexts stands beside the encoder, for the loss alone. */
  private static boolean standsBeside(ModuleSpec module) {
    return !module.context().map(ContextSpec::isHandedOn).orElse(true);
  }

  private static boolean isOfPatches(StackSpec stack) {
    return stack.modules().stream()
        .flatMap(module -> module.layers().stream())
        .anyMatch(LayerSpec::isOfPatches);
  }

  /** Returns whether each score matrix is a parameter of its own. */
  boolean scoresAreApart() {
    return patches;
  }

  /** Returns the name of the score matrix of a step, counted from 0. */
  String score(int step) {
    return loss + "W_k." + step + ".weight";
  }

  /** Returns the name of a parameter, which is not one of several score matrices. */
  String of(String parameter) {
    int dot = parameter.indexOf('.');
    String owner = parameter.substring(0, dot);
    String own = parameter.substring(dot + 1);
    return switch (owner) {
      case "predictor" -> loss + parameter;
      case "classifier" -> loss + "linear_classifier.0." + own;
      default -> layers.get(owner).apply(own);
    };
  }

  /**
   * Returns for each layer of a module, lowest first, the function from a name of its own to that
   * in the authors' code.
   */
  private static final class Layers implements LayerSpec.Visitor<UnaryOperator<String>> {

    private final String encoder;
    private int convolutions;
    private int blockLayer;
    private int blockInLayer;
    private Optional<ResidualSpec> before = Optional.empty();

    Layers(String encoder) {
      this.encoder = encoder;
    }

    @Override
    public UnaryOperator<String> convolution1d(ConvolutionSpec spec) {
      String prefix = Text.format("%sencoder.model.layer %d.0.", encoder, convolutions++);
      return own -> prefix + own;
    }

    @Override
    public UnaryOperator<String> convolution2d(GridConvolutionSpec spec) {
      String prefix = Text.format("%smodel.Conv%d.", encoder, ++convolutions);
      return own -> prefix + own;
    }

    /**
     * Blocks are counted in each layer there: a layer has one width, and only its first block may
     * have a stride.
     */
    @Override
    public UnaryOperator<String> residual(ResidualSpec spec) {
      boolean isNewLayer =
          before.isPresent() && (spec.stride() != 1 || spec.width() != before.get().width());
      blockLayer += isNewLayer ? 1 : 0;
      blockInLayer = isNewLayer || before.isEmpty() ? 0 : blockInLayer + 1;
      before = Optional.of(spec);
      String prefix = Text.format("%smodel.layer %d.%d.", encoder, blockLayer, blockInLayer);
      return own -> prefix + ofBlock(own);
    }

    private static String ofBlock(String own) {
      if (own.startsWith("shortcut.")) {
        return own.replace("shortcut.", "shortcut.0.");
      }
      String[] words = own.split("\\.", 2);
      int number = Integer.parseInt(words[0].substring("convolution".length()));
      return Text.format("conv%d.%s", number + 1, words[1]);
    }

    /** A GRU whose gradient is cut after a step is a cell there, and has names of its own. */
    @Override
    public UnaryOperator<String> gru(GruSpec spec) {
      String end = spec.backpropagation() == Backpropagation.ONE_STEP ? "" : "_l0";
      return own -> encoder + "autoregressor.gru." + GRU.get(own) + end;
    }

    @Override
    public UnaryOperator<String> pixelCnn(PixelCnnSpec spec) {
      return own -> "autoregressor." + ofPixelCnn(own);
    }

    private static String ofPixelCnn(String own) {
      if (own.startsWith("output.")) {
        return own.replace("output.", "stack_out.");
      }
      String[] words = own.substring("layer".length()).split("\\.", 3);
      return Text.format("stack.layers.%s.%s.%s", words[0], GATED_LAYER.get(words[1]), words[2]);
    }
  }
}
