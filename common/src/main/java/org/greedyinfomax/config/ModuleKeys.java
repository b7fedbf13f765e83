package org.greedyinfomax.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.hocon.Section;
import org.greedyinfomax.model.spec.ContextSpec;
import org.greedyinfomax.model.spec.InfoNceSpec;
import org.greedyinfomax.model.spec.LayerSpec;
import org.greedyinfomax.model.spec.LossSpec;
import org.greedyinfomax.model.spec.ModuleSpec;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * Modules as recipes have them. The layers of a module are a list, whose last may make what it
 * hands on of its encodings; what makes contexts for the loss alone stands beside it.
 */
final class ModuleKeys {

  static final String SECTION = "modules";

  private static final String NAME = "name";
  private static final String LAYERS = "layers";
  private static final String CONTEXT = "context";
  private static final List<String> KEYS = List.of(NAME, LAYERS, CONTEXT, LossKeys.SECTION);

  /** Keys that modules of earlier versions had, and what is written instead. */
  private static final Map<String, String> OUTDATED = new LinkedHashMap<>();

  static {
    OUTDATED.put(
        "convolutions",
        "layers = [{ kind = convolution1d, channels = ..., kernel = ..., stride = ..., padding = ... }, ...]");
    OUTDATED.put(
        "stem",
        "layers = [{ kind = convolution2d, channels = ..., kernel = ..., stride = ..., padding = ... }, ...]");
    OUTDATED.put(
        "blocks",
        "layers = [{ kind = residual, branch = ..., width = ..., stride = ..., count = ... }, ...]");
    OUTDATED.put("gru", "layers = [..., { kind = gru, hidden = ..., backpropagation = ... }]");
  }

  private ModuleKeys() {}

  private static List<String> keys(Section section) {
    for (Map.Entry<String, String> outdated : OUTDATED.entrySet()) {
      if (section.has(outdated.getKey())) {
        throw section.outdated(outdated.getKey(), outdated.getValue());
      }
    }
    return KEYS;
  }

  /**
   * Checks that a run's recipe has none of the keys of earlier versions.
   *
   * @param name what errors call the recipe
   * @return the same recipe
   * @throws IllegalArgumentException if it has
   */
  static Config requireCurrent(String name, Config recipe) {
    boolean isOld =
        recipe.root().get(SECTION) instanceof ConfigList modules
            && modules.stream()
                .anyMatch(
                    module ->
                        module instanceof ConfigObject keys
                            && !Collections.disjoint(keys.keySet(), OUTDATED.keySet()));
    Check.argument(
        !isOld,
        "%s was written by an older version of this program, in which modules had no list of layers:"
            + " use that version, or start a new run",
        name);
    return recipe;
  }

  /** Reads the modules of a recipe for such an input. */
  static List<ModuleSpec> read(Section root, InputSettings input) {
    return root.sections(SECTION, ModuleKeys::keys, section -> module(section, input));
  }

  /**
   * Reads the losses of the modules.
   *
   * @param loss of those that have none of their own
   */
  static List<LossSpec> losses(Section root, LossSpec loss) {
    return root.sections(SECTION, ModuleKeys::keys, section -> LossKeys.readOwn(section, loss));
  }

  private static ModuleSpec module(Section section, InputSettings input) {
    List<LayerSpec> listed =
        section.sections(LAYERS, LayerKeys::keys, layer -> layers(layer, input)).stream()
            .flatMap(List::stream)
            .toList();
    int last = listed.size() - 1;
    Optional<ContextSpec> handedOn = last < 0 ? Optional.empty() : listed.get(last).asContext();
    List<LayerSpec> layers = handedOn.isPresent() ? listed.subList(0, last) : listed;
    layers.forEach(ModuleKeys::requireEncodes);
    Check.argument(
        handedOn.isEmpty() || !section.has(CONTEXT),
        "context must be left out where layers end with one that makes contexts of its own");
    return new ModuleSpec(
        section.text(NAME),
        layers,
        section.has(CONTEXT)
            ? Optional.of(
                section.section(CONTEXT, LayerKeys::keys, context -> context(context, input)))
            : handedOn);
  }

  private static void requireEncodes(LayerSpec layer) {
    Check.argument(
        layer.asContext().isEmpty(),
        "layers must have %s at their end, if at all, because the module hands on what it makes",
        LayerKeys.name(layer));
  }

  private static List<LayerSpec> layers(Section section, InputSettings input) {
    List<LayerSpec> layers = ofKind(section, input);
    LayerSpec layer = layers.get(0);
    Check.argument(
        layer.asContext().map(ContextSpec::isHandedOn).orElse(true),
        "kind must be that of a layer whose output is handed on, but %1$s serves the loss alone: write"
            + " context { kind = %1$s, ... } beside layers",
        LayerKeys.name(layer));
    return layers;
  }

  private static ContextSpec context(Section section, InputSettings input) {
    LayerSpec layer = ofKind(section, input).get(0);
    Optional<ContextSpec> context = layer.asContext().filter(spec -> !spec.isHandedOn());
    Check.argument(
        context.isPresent(),
        "kind must be that of a layer that serves the loss alone, such as pixelcnn, but is %s: put"
            + " it in layers",
        LayerKeys.name(layer));
    return context.orElseThrow();
  }

  private static List<LayerSpec> ofKind(Section section, InputSettings input) {
    List<LayerSpec> layers = LayerKeys.read(section);
    boolean isOfImages = input instanceof InputSettings.Images;
    Check.argument(
        layers.get(0).isOfPatches() == isOfImages,
        "kind must be that of a layer for %s, because input.kind is %s, but is %s",
        isOfImages ? "images" : "recordings",
        isOfImages ? "images" : "audio",
        LayerKeys.name(layers.get(0)));
    return layers;
  }

  static List<Map<String, Object>> write(StackSpec stack) {
    List<Map<String, Object>> trees = new ArrayList<>();
    for (int m = 0; m < stack.modules().size(); m++) {
      Map<String, Object> tree = write(stack.modules().get(m));
      if (stack.hasOwnLoss(m)) {
        tree.put(
            LossKeys.SECTION,
            LossKeys.writeOwn((InfoNceSpec) stack.loss(m), (InfoNceSpec) stack.loss()));
      }
      trees.add(tree);
    }
    return trees;
  }

  private static Map<String, Object> write(ModuleSpec module) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(NAME, module.name());
    tree.put(
        LAYERS,
        Stream.concat(
                module.layers().stream(), module.context().filter(ContextSpec::isHandedOn).stream())
            .map(LayerKeys::write)
            .toList());
    module
        .context()
        .filter(context -> !context.isHandedOn())
        .ifPresent(context -> tree.put(CONTEXT, LayerKeys.write(context)));
    return tree;
  }
}
