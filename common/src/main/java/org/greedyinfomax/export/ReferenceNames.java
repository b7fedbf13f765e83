package org.greedyinfomax.export;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greedyinfomax.Text;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
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

  private static final Pattern CONVOLUTION = Pattern.compile("convolution(\\d+)\\.(.+)");
  private static final Pattern BRANCH = Pattern.compile("block(\\d+)\\.convolution(\\d+)\\.(.+)");
  private static final Pattern SHORTCUT = Pattern.compile("block(\\d+)\\.shortcut\\.(.+)");
  private static final Pattern GATED = Pattern.compile("context\\.layer(\\d+)\\.(\\w+)\\.(.+)");

  private final ModuleSpec module;
  private final boolean patches;
  private final String encoder;
  private final String loss;

  private ReferenceNames(ModuleSpec module, boolean patches, String encoder, String loss) {
    this.module = module;
    this.patches = patches;
    this.encoder = encoder;
    this.loss = loss;
  }

  /** Returns the names of module {@code m}. */
  static ReferenceNames of(StackSpec stack, int m) {
    ModuleSpec module = stack.modules().get(m);
    if (!isOfPatches(stack)) {
      String owner = "fullmodel." + m + ".";
      return new ReferenceNames(module, false, owner, owner + "loss.");
    }
    boolean besides = stack.modules().stream().anyMatch(ReferenceNames::hasPixelCnn);
    String owner = (besides ? "encoder." : "") + m + ".";
    return new ReferenceNames(
        module, true, owner, (hasPixelCnn(module) ? "autoregressor." : owner) + "loss.");
  }

  private static boolean hasPixelCnn(ModuleSpec module) {
    return module.context().filter(PixelCnnSpec.class::isInstance).isPresent();
  }

  /** Returns whether a stack encodes patches of images, not frames of sequences. */
  static boolean isOfPatches(StackSpec stack) {
    return stack.modules().stream()
        .flatMap(module -> module.layers().stream())
        .anyMatch(layer -> layer instanceof GridConvolutionSpec || layer instanceof ResidualSpec);
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
    if (parameter.equals("predictor.weight")) {
      return loss + parameter;
    }
    if (parameter.startsWith("classifier.")) {
      return loss + parameter.replace("classifier.", "linear_classifier.0.");
    }
    if (parameter.startsWith("gru.")) {
      return encoder + "autoregressor.gru." + gru(parameter.substring("gru.".length()));
    }
    return parameter.startsWith("context.") ? context(parameter) : layer(parameter);
  }

  /** Returns a GRU whose gradient is cut after a step is a cell there, and has names of its own. */
  private String gru(String parameter) {
    boolean isCell =
        ((GruSpec) module.context().orElseThrow()).backpropagation() == Backpropagation.ONE_STEP;
    return GRU.get(parameter) + (isCell ? "" : "_l0");
  }

  private static String context(String parameter) {
    Matcher gated = GATED.matcher(parameter);
    return gated.matches()
        ? Text.format(
            "autoregressor.stack.layers.%s.%s.%s",
            gated.group(1), GATED_LAYER.get(gated.group(2)), gated.group(3))
        : parameter.replace("context.output.", "autoregressor.stack_out.");
  }

  private String layer(String parameter) {
    Matcher convolution = CONVOLUTION.matcher(parameter);
    if (convolution.matches()) {
      int number = Integer.parseInt(convolution.group(1));
      return patches
          ? Text.format("%smodel.Conv%d.%s", encoder, number + 1, convolution.group(2))
          : Text.format("%sencoder.model.layer %d.0.%s", encoder, number, convolution.group(2));
    }
    Matcher branch = BRANCH.matcher(parameter);
    if (branch.matches()) {
      return Text.format(
          "%smodel.%s.conv%d.%s",
          encoder,
          block(Integer.parseInt(branch.group(1))),
          Integer.parseInt(branch.group(2)) + 1,
          branch.group(3));
    }
    Matcher shortcut = SHORTCUT.matcher(parameter);
    if (shortcut.matches()) {
      return Text.format(
          "%smodel.%s.shortcut.0.%s",
          encoder, block(Integer.parseInt(shortcut.group(1))), shortcut.group(2));
    }
    throw new AssertionError("no name is known for the parameter " + parameter);
  }

  /**
   * Blocks are counted in each layer there: a layer has one width, and only its first block may
   * have a stride.
   */
  private String block(int number) {
    List<ResidualSpec> blocks =
        module.layers().stream()
            .filter(ResidualSpec.class::isInstance)
            .map(ResidualSpec.class::cast)
            .toList();
    int layer = 0;
    int inLayer = 0;
    Optional<ResidualSpec> before = Optional.empty();
    for (ResidualSpec block : blocks.subList(0, number + 1)) {
      boolean isNewLayer =
          before.isPresent() && (block.stride() != 1 || block.width() != before.get().width());
      layer += isNewLayer ? 1 : 0;
      inLayer = isNewLayer || before.isEmpty() ? 0 : inLayer + 1;
      before = Optional.of(block);
    }
    return Text.format("layer %d.%d", layer, inLayer);
  }
}
