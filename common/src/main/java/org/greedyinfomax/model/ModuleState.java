package org.greedyinfomax.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;

/**
 * Everything that training changes in a module: parameters, Adam's two moments, and how many steps
 * were taken. Arrays are in the order of the {@link ModuleLayout} and belong to the state: whoever
 * reads them must not write.
 */
public final class ModuleState {

  private static final String STEPS = "steps";
  private static final String FIRST = "adam.first.";
  private static final String SECOND = "adam.second.";

  private final float[] values;
  private final float[] first;
  private final float[] second;
  private final int steps;

  public ModuleState(float[] values, float[] first, float[] second, int steps) {
    Check.argument(
        first.length == values.length && second.length == values.length,
        "%d parameters need as many moments, but there are %d and %d",
        values.length,
        first.length,
        second.length);
    Check.argument(steps >= 0, "steps must be at least 0, but is %d", steps);
    this.values = values;
    this.first = first;
    this.second = second;
    this.steps = steps;
  }

  /** An untrained module {@code m}: parameters drawn as PyTorch draws them by default. */
  public static ModuleState initial(ModuleLayout layout, long seed, int m) {
    float[] values = new float[layout.size()];
    for (int e = 0; e < layout.entries().size(); e++) {
      ModuleLayout.Entry entry = layout.entries().get(e);
      RandomStream random = RandomStream.of(seed, Purpose.INITIALIZATION, m, e);
      for (int i = 0; i < entry.size(); i++) {
        values[entry.start() + i] = (float) ((2 * random.nextDouble() - 1) * entry.bound());
      }
    }
    return new ModuleState(values, new float[values.length], new float[values.length], 0);
  }

  public float[] values() {
    return values;
  }

  /** Adam's mean of gradients. */
  public float[] first() {
    return first;
  }

  /** Adam's mean of squared gradients. */
  public float[] second() {
    return second;
  }

  /** Updates so far. */
  public int steps() {
    return steps;
  }

  /** This state as a safetensors file; the same state gives the same bytes. */
  public byte[] toBytes(ModuleLayout layout) {
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    addAll(entries, "", layout, values);
    addAll(entries, FIRST, layout, first);
    addAll(entries, SECOND, layout, second);
    return new Safetensors(Map.of(STEPS, Integer.toString(steps)), entries).toBytes();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if it is no safetensors file, or of another module
   */
  public static ModuleState fromBytes(ModuleLayout layout, byte[] bytes) {
    Safetensors file = Safetensors.fromBytes(bytes);
    Check.argument(
        file.entries().size() == 3 * layout.entries().size(),
        "a state of %d parameters has %d tensors, but there are %d",
        layout.entries().size(),
        3 * layout.entries().size(),
        file.entries().size());
    String steps = file.metadata().getOrDefault(STEPS, "");
    Check.argument(
        steps.matches("[0-9]{1,9}"), "metadata \"steps\" must be a number, but is \"%s\"", steps);
    return new ModuleState(
        takeAll(file, "", layout),
        takeAll(file, FIRST, layout),
        takeAll(file, SECOND, layout),
        Integer.parseInt(steps));
  }

  private static void addAll(
      Map<String, Safetensors.Entry> entries, String prefix, ModuleLayout layout, float[] all) {
    for (ModuleLayout.Entry entry : layout.entries()) {
      entries.put(
          prefix + entry.name(),
          Safetensors.Entry.ofFloats(entry.shape(), all, entry.start(), entry.size()));
    }
  }

  private static float[] takeAll(Safetensors file, String prefix, ModuleLayout layout) {
    float[] all = new float[layout.size()];
    for (ModuleLayout.Entry entry : layout.entries()) {
      Safetensors.Entry tensor = file.entry(prefix + entry.name());
      Check.argument(
          tensor.shape().equals(entry.shape()),
          "tensor \"%s\" must have shape %s, but has %s",
          prefix + entry.name(),
          entry.shape(),
          tensor.shape());
      System.arraycopy(tensor.floats(), 0, all, entry.start(), entry.size());
    }
    return all;
  }
}
