package org.greedyinfomax.model.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.model.spec.StackSpec.Initialization;
import org.greedyinfomax.tensor.Tensor;

/**
 * The parameters of a module: their names, shapes and places in one flat array.
 *
 * <pre>
 *   convolutionI.weight  [kernel, in, out]          convolutionI.bias  [out]        of sequences
 *   convolutionI.weight  [row, column, in, out]     convolutionI.bias  [out]        of patches
 *   blockI.convolutionJ.weight, blockI.convolutionJ.bias, blockI.shortcut.weight, …bias
 *   gru.inputWeight      [in, 3·hidden]             gru.inputBias      [3·hidden]
 *   gru.stateWeight      [hidden, 3·hidden]         gru.stateBias      [3·hidden]
 *   context.layerI.vertical.weight     [3, 3, C, 2·C]       and a bias each, here and below
 *   context.layerI.crossing.weight     [1, 1, 2·C, 2·C]
 *   context.layerI.horizontal.weight   [1, 3, C, 2·C]
 *   context.layerI.output.weight       [1, 1, C, C]
 *   context.layerI.shortcut.weight     [1, 1, C, 2·C]       of all layers but the lowest
 *   context.output.weight              [1, 1, C, C]
 *   predictor.weight     [D·K, context channels, encoding channels]
 *   classifier.weight    [context channels, classes]    classifier.bias  [classes]
 * </pre>
 *
 * @param entries in the order of the flat array
 */
public record ModuleLayout(List<Entry> entries) {

  /**
   * One parameter.
   *
   * @param name as above
   * @param shape as above
   * @param start of its numbers in the flat array
   * @param initial how untrained values are drawn
   */
  public record Entry(String name, List<Integer> shape, int start, Initializer initial) {

    /** Numbers in it. */
    public int size() {
      return Math.toIntExact(Tensor.sizeOf(dimensions()));
    }

    int[] dimensions() {
      return shape.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  public ModuleLayout {
    entries = List.copyOf(entries);
  }

  /** Returns the layout of module {@code m} of a stack. */
  public static ModuleLayout of(StackSpec stack, int m) {
    ModuleSpec module = stack.modules().get(m);
    Builder builder = new Builder(stack.initialization());
    int channels = stack.inputChannels(m);
    List<String> names = names(module.layers());
    for (int i = 0; i < names.size(); i++) {
      LayerSpec layer = module.layers().get(i);
      builder.addLayer(names.get(i), layer.parameters(channels));
      channels = layer.outputChannels(channels);
    }
    int encoding = channels;
    if (module.context().isPresent()) {
      ContextSpec context = module.context().get();
      builder.addAll(context.prefix() + ".", context.parameters(channels, stack.initialization()));
      channels = context.outputChannels(channels);
    }
    builder.addLoss(stack.loss(m).parameters(channels, encoding));
    return new ModuleLayout(builder.entries);
  }

  /** Returns what the names of each layer's parameters begin with. */
  public static List<String> names(List<LayerSpec> layers) {
    Map<String, Integer> found = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (LayerSpec layer : layers) {
      names.add(layer.prefix() + (found.merge(layer.prefix(), 1, Integer::sum) - 1));
    }
    return names;
  }

  /** Numbers in the flat array. */
  public int size() {
    Entry last = entries.get(entries.size() - 1);
    return last.start() + last.size();
  }

  /** Returns the parameter of that name, which must exist. */
  public Entry entry(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no parameter \"" + name + "\""));
  }

  /** Returns the parameter of that name, which must exist, in a flat array. */
  public Tensor part(Tensor flat, String name) {
    Entry entry = entry(name);
    return flat.slice(entry.start(), entry.dimensions());
  }

  private static final class Builder {

    private static final double RELU_GAIN = Math.sqrt(2);

    private final Initialization initialization;
    private final List<Entry> entries = new ArrayList<>();
    private int start;

    Builder(Initialization initialization) {
      this.initialization = initialization;
    }

    /** A layer of convolutions, which are all followed by a ReLU sooner or later. */
    void addLayer(String name, List<ParameterSpec> parameters) {
      List<ParameterSpec> drawn = new ArrayList<>();
      for (ParameterSpec parameter : parameters) {
        boolean isKernel = parameter.shape().size() > 1;
        drawn.add(isKernel ? orthogonal(parameter, RELU_GAIN, 1) : parameter);
      }
      addAll(name + ".", drawn);
    }

    /** Score matrices, one for each step, or a classifier. */
    void addLoss(List<ParameterSpec> parameters) {
      for (ParameterSpec parameter : parameters) {
        boolean isPredictor = parameter.shape().size() > 2;
        addAll(
            "",
            List.of(isPredictor ? orthogonal(parameter, 1, parameter.shape().get(0)) : parameter));
      }
    }

    /**
     * The parameter, drawn delta-orthogonal if that is wanted.
     *
     * @param count matrices without taps in it; 1 for a kernel with taps
     */
    private ParameterSpec orthogonal(ParameterSpec parameter, double gain, int count) {
      if (initialization == Initialization.UNIFORM) {
        return parameter;
      }
      List<Integer> shape = parameter.shape();
      int axes = shape.size();
      int taps = 1;
      int centre = 0;
      for (int axis = 0; axis < axes - 2 && count == 1; axis++) {
        taps *= shape.get(axis);
        centre = centre * shape.get(axis) + shape.get(axis) / 2;
      }
      return new ParameterSpec(
          parameter.name(),
          shape,
          new Initializer.DeltaOrthogonal(
              taps, centre, shape.get(axes - 2), shape.get(axes - 1), gain, count));
    }

    void addAll(String prefix, List<ParameterSpec> parameters) {
      for (ParameterSpec parameter : parameters) {
        Entry entry =
            new Entry(prefix + parameter.name(), parameter.shape(), start, parameter.initial());
        entries.add(entry);
        start = Math.addExact(start, entry.size());
      }
    }
  }
}
