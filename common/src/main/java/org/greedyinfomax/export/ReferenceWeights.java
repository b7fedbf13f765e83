package org.greedyinfomax.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greedyinfomax.Check;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.Safetensors;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.model.spec.StackSpec;

/**
 * Writes and reads the weights of a stack as safetensors with the names and layouts of the authors'
 * code.
 */
public final class ReferenceWeights {

  private ReferenceWeights() {}

  /**
   * Writes weights, as tensors of type F32 in the order of their names. Adam's moments are left
   * out.
   *
   * @param states lowest first
   * @param metadata free texts for the file
   * @throws IllegalArgumentException if the authors' code has no names for such a stack
   */
  public static Safetensors of(
      StackSpec stack, List<ModuleState> states, Map<String, String> metadata) {
    Map<String, Safetensors.Entry> entries = new TreeMap<>();
    for (int m = 0; m < states.size(); m++) {
      for (ReferenceTensor tensor : ReferenceLayout.of(stack, m)) {
        float[] numbers = tensor.from(states.get(m).values());
        boolean isNew =
            entries.put(
                    tensor.name(),
                    Safetensors.Entry.ofFloats(tensor.shape(), numbers, 0, numbers.length))
                == null;
        Check.argument(
            isNew,
            "the authors' code has one PixelCNN, but module \"%s\" is not the first with one, so its"
                + " weights have no names there",
            stack.modules().get(m).name());
      }
    }
    return new Safetensors(metadata, entries);
  }

  /**
   * Reads weights: states of these parameters, without a step taken.
   *
   * @param tensors by name, of type F32, or F64, which is rounded
   * @param prefix that names have before those that are written here; tensors without it are passed
   *     over
   * @param source what errors call the file
   * @throws IllegalArgumentException naming the tensor that is missing, one too many, or not as the
   *     stack needs it
   */
  public static List<ModuleState> read(
      StackSpec stack, Map<String, Safetensors.Entry> tensors, String prefix, String source) {
    List<List<ReferenceTensor>> modules = new ArrayList<>();
    for (int m = 0; m < stack.modules().size(); m++) {
      modules.add(ReferenceLayout.of(stack, m));
    }
    List<String> names = modules.stream().flatMap(List::stream).map(ReferenceTensor::name).toList();
    ReferenceReader reader = new ReferenceReader(tensors, prefix, names, source);
    List<ModuleState> states = new ArrayList<>();
    for (int m = 0; m < modules.size(); m++) {
      float[] values = new float[ModuleLayout.of(stack, m).size()];
      for (ReferenceTensor tensor : modules.get(m)) {
        tensor.into(values, reader.numbers(tensor, stack.modules().get(m).name()));
      }
      states.add(new ModuleState(values, new float[values.length], new float[values.length], 0));
    }
    reader.requireNoOthers();
    return states;
  }
}
