package org.greedyinfomax.model;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.tensor.Tensor;

/**
 * The parameters of a module: their names, shapes and places in one flat array.
 *
 * <pre>
 *   convolutionI.weight  [kernel, in, out]          convolutionI.bias  [out]
 *   gru.inputWeight      [in, 3·hidden]             gru.inputBias      [3·hidden]
 *   gru.stateWeight      [hidden, 3·hidden]         gru.stateBias      [3·hidden]
 *   predictor.weight     [K, context channels, encoding channels]
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
   * @param bound initial values are uniform in ±bound: one over the root of the fan-in, PyTorch's
   *     default, and one over the root of the state's size in a GRU
   */
  public record Entry(String name, List<Integer> shape, int start, double bound) {

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

  /** The layout of module {@code m} of a stack. */
  public static ModuleLayout of(StackSpec stack, int m) {
    ModuleSpec module = stack.modules().get(m);
    Builder builder = new Builder();
    int channels = stack.inputChannels(m);
    for (int i = 0; i < module.convolutions().size(); i++) {
      ConvolutionSpec convolution = module.convolutions().get(i);
      double bound = 1 / Math.sqrt((double) convolution.kernel() * channels);
      String name = "convolution" + i;
      builder.add(name + ".weight", bound, convolution.kernel(), channels, convolution.channels());
      builder.add(name + ".bias", bound, convolution.channels());
      channels = convolution.channels();
    }
    int encoding = channels;
    if (module.gru().isPresent()) {
      int hidden = module.gru().get().hidden();
      double bound = 1 / Math.sqrt(hidden);
      builder.add("gru.inputWeight", bound, channels, 3 * hidden);
      builder.add("gru.stateWeight", bound, hidden, 3 * hidden);
      builder.add("gru.inputBias", bound, 3 * hidden);
      builder.add("gru.stateBias", bound, 3 * hidden);
      channels = hidden;
    }
    builder.add(
        "predictor.weight",
        1 / Math.sqrt(channels),
        stack.loss().predictionSteps(),
        channels,
        encoding);
    return new ModuleLayout(builder.entries);
  }

  /** Numbers in the flat array. */
  public int size() {
    Entry last = entries.get(entries.size() - 1);
    return last.start() + last.size();
  }

  /** The parameter of that name, which must exist. */
  public Entry entry(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no parameter \"" + name + "\""));
  }

  private static final class Builder {

    private final List<Entry> entries = new ArrayList<>();
    private int start;

    void add(String name, double bound, Integer... shape) {
      Entry entry = new Entry(name, List.of(shape), start, bound);
      entries.add(entry);
      start += entry.size();
    }
  }
}
