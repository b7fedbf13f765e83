package org.greedyinfomax.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;

/**
 * The state of a module, which is everything that training changes: parameters, Adam's two moments,
 * how many steps were taken, and the velocity of an {@linkplain org.greedyinfomax.optim.OuterStep
 * outer step} with momentum, which replicas have no use for. Arrays are in the order of the {@link
 * ModuleLayout} and belong to the state: whoever reads them must not write.
 */
public final class ModuleState {

  private static final String STEPS = "steps";
  private static final String FIRST = "adam.first.";
  private static final String SECOND = "adam.second.";
  private static final String VELOCITY = "outer.velocity.";

  private final float[] values;
  private final float[] first;
  private final float[] second;
  private final float[] velocity; // empty if there is none
  private final int steps;

  /** Creates a state without velocity. */
  public ModuleState(float[] values, float[] first, float[] second, int steps) {
    this(values, first, second, new float[0], steps);
  }

  /**
   * Creates a state.
   *
   * @param velocity of the outer step; empty if it has no momentum
   */
  public ModuleState(float[] values, float[] first, float[] second, float[] velocity, int steps) {
    Check.argument(
        first.length == values.length && second.length == values.length,
        "%d parameters need as many moments, but there are %d and %d",
        values.length,
        first.length,
        second.length);
    Check.argument(
        velocity.length == 0 || velocity.length == values.length,
        "%d parameters need as many velocities or none, but there are %d",
        values.length,
        velocity.length);
    Check.argument(steps >= 0, "steps must be at least 0, but is %d", steps);
    this.values = values;
    this.first = first;
    this.second = second;
    this.velocity = velocity;
    this.steps = steps;
  }

  /** Returns an untrained module {@code m}: parameters drawn as the layout says. */
  public static ModuleState initial(ModuleLayout layout, long seed, int m) {
    float[] values = new float[layout.size()];
    for (int e = 0; e < layout.entries().size(); e++) {
      ModuleLayout.Entry entry = layout.entries().get(e);
      RandomStream random = RandomStream.of(seed, Purpose.INITIALIZATION, m, e);
      double[] drawn = entry.initial().draw(entry.size(), random);
      for (int i = 0; i < drawn.length; i++) {
        values[entry.start() + i] = (float) drawn[i];
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

  /** Momentum of the outer step, one number for each parameter, or none at all. */
  public float[] velocity() {
    return velocity;
  }

  /** Returns the same state without velocity: what a replica needs. */
  public ModuleState withoutVelocity() {
    return new ModuleState(values, first, second, steps);
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
    if (velocity.length > 0) {
      addAll(entries, VELOCITY, layout, velocity);
    }
    return new Safetensors(Map.of(STEPS, Integer.toString(steps)), entries).toBytes();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException if it is no safetensors file, or of another module
   */
  public static ModuleState fromBytes(ModuleLayout layout, byte[] bytes) {
    Safetensors file = Safetensors.fromBytes(bytes);
    int parameters = layout.entries().size();
    boolean hasVelocity = file.entries().size() == 4 * parameters;
    Check.argument(
        hasVelocity || file.entries().size() == 3 * parameters,
        "a state of %d parameters has %d tensors, or %d with velocities, but there are %d",
        parameters,
        3 * parameters,
        4 * parameters,
        file.entries().size());
    String steps = file.metadata().getOrDefault(STEPS, "");
    Check.argument(
        steps.matches("[0-9]{1,9}"), "metadata \"steps\" must be a number, but is \"%s\"", steps);
    return new ModuleState(
        takeAll(file, "", layout),
        takeAll(file, FIRST, layout),
        takeAll(file, SECOND, layout),
        hasVelocity ? takeAll(file, VELOCITY, layout) : new float[0],
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
