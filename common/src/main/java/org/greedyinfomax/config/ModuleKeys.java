package org.greedyinfomax.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.hocon.Section;
import org.greedyinfomax.model.spec.ConvolutionSpec;
import org.greedyinfomax.model.spec.GridConvolutionSpec;
import org.greedyinfomax.model.spec.GruSpec;
import org.greedyinfomax.model.spec.GruSpec.Backpropagation;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.PixelCnnSpec;
import org.greedyinfomax.model.spec.ResidualSpec;
import org.greedyinfomax.model.spec.StackSpec;

/** Which key of a module's section is which component of its specification. */
final class ModuleKeys {

  private static final String SECTION = "modules";
  private static final List<String> OF_SEQUENCES =
      List.of("name", "convolutions", "gru", LossKeys.SECTION);
  private static final List<String> OF_PATCHES =
      List.of("name", "stem", "blocks", "context", LossKeys.SECTION);
  private static final List<String> CONVOLUTION =
      List.of("channels", "kernel", "stride", "padding");
  private static final List<String> GRU = List.of("hidden", "backpropagation");
  private static final List<String> CONTEXT = List.of("layers");
  private static final List<String> BLOCKS = List.of("branch", "width", "stride", "count");

  private ModuleKeys() {}

  /** Reads the modules of a recipe for such an input. */
  static List<ModuleSpec> read(Section root, InputSettings input) {
    return input instanceof InputSettings.Images
        ? root.sections(SECTION, OF_PATCHES, ModuleKeys::ofPatches)
        : root.sections(SECTION, OF_SEQUENCES, ModuleKeys::ofSequences);
  }

  /**
   * Reads the losses of the modules.
   *
   * @param loss of those that have none of their own
   */
  static List<LossSpec> losses(Section root, InputSettings input, LossSpec loss) {
    return root.sections(
        SECTION,
        input instanceof InputSettings.Images ? OF_PATCHES : OF_SEQUENCES,
        section -> LossKeys.readOwn(section, loss));
  }

  private static ModuleSpec ofSequences(Section section) {
    return new ModuleSpec(
        section.text("name"),
        section.sections("convolutions", CONVOLUTION, ModuleKeys::convolution),
        section.optionalSection("gru", GRU, ModuleKeys::gru));
  }

  private static ModuleSpec ofPatches(Section section) {
    List<LayerSpec> layers = new ArrayList<>();
    section.optionalSection("stem", CONVOLUTION, ModuleKeys::stem).ifPresent(layers::add);
    section.sections("blocks", BLOCKS, ModuleKeys::blocks).forEach(layers::addAll);
    return new ModuleSpec(
        section.text("name"),
        layers,
        section.optionalSection("context", CONTEXT, ModuleKeys::context));
  }

  private static ConvolutionSpec convolution(Section section) {
    return new ConvolutionSpec(
        section.wholeNumber("channels"),
        section.wholeNumber("kernel"),
        section.wholeNumber("stride"),
        section.wholeNumber("padding"));
  }

  private static GridConvolutionSpec stem(Section section) {
    return new GridConvolutionSpec(
        section.wholeNumber("channels"),
        section.wholeNumber("kernel"),
        section.wholeNumber("stride"),
        section.wholeNumber("padding"));
  }

  /** So many blocks, the first of which has the stride. */
  private static List<ResidualSpec> blocks(Section section) {
    int count = section.wholeNumber("count");
    Check.argument(count >= 1, "count must be at least 1, but is %d", count);
    List<ResidualSpec> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      blocks.add(
          new ResidualSpec(
              section.choice("branch", ResidualSpec.Branch.class),
              section.wholeNumber("width"),
              i == 0 ? section.wholeNumber("stride") : 1));
    }
    return blocks;
  }

  private static GruSpec gru(Section section) {
    return new GruSpec(
        section.wholeNumber("hidden"), section.choice("backpropagation", Backpropagation.class));
  }

  private static PixelCnnSpec context(Section section) {
    return new PixelCnnSpec(section.wholeNumber("layers"));
  }

  static List<Map<String, Object>> write(StackSpec stack, InputSettings input) {
    List<Map<String, Object>> trees = new ArrayList<>();
    for (int m = 0; m < stack.modules().size(); m++) {
      Map<String, Object> tree = write(stack.modules().get(m), input);
      if (stack.hasOwnLoss(m)) {
        tree.put(
            LossKeys.SECTION,
            LossKeys.writeOwn((InfoNceSpec) stack.loss(m), (InfoNceSpec) stack.loss()));
      }
      trees.add(tree);
    }
    return trees;
  }

  private static Map<String, Object> write(ModuleSpec module, InputSettings input) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", module.name());
    if (input instanceof InputSettings.Images) {
      writePatches(module, tree);
    } else {
      writeSequences(module, tree);
    }
    return tree;
  }

  private static void writeSequences(ModuleSpec module, Map<String, Object> tree) {
    List<Object> convolutions = new ArrayList<>();
    for (LayerSpec layer : module.layers()) {
      ConvolutionSpec convolution = (ConvolutionSpec) layer;
      convolutions.add(
          RecipeKeys.tree(
              CONVOLUTION,
              convolution.channels(),
              convolution.kernel(),
              convolution.stride(),
              convolution.padding()));
    }
    tree.put("convolutions", convolutions);
    module.context().ifPresent(context -> tree.put("gru", gru((GruSpec) context)));
  }

  private static Map<String, Object> gru(GruSpec gru) {
    return RecipeKeys.tree(GRU, gru.hidden(), Text.word(gru.backpropagation()));
  }

  private static void writePatches(ModuleSpec module, Map<String, Object> tree) {
    List<Object> blocks = new ArrayList<>();
    for (LayerSpec layer : module.layers()) {
      if (layer instanceof GridConvolutionSpec stem) {
        tree.put(
            "stem",
            RecipeKeys.tree(
                CONVOLUTION, stem.channels(), stem.kernel(), stem.stride(), stem.padding()));
      } else {
        ResidualSpec block = (ResidualSpec) layer;
        blocks.add(
            RecipeKeys.tree(BLOCKS, Text.word(block.branch()), block.width(), block.stride(), 1));
      }
    }
    tree.put("blocks", blocks);
    module
        .context()
        .ifPresent(
            context ->
                tree.put("context", RecipeKeys.tree(CONTEXT, ((PixelCnnSpec) context).layers())));
  }
}
